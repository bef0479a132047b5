package io.datarecords.command;

import org.springframework.boot.SpringApplication;

/** Runs the write half as a service of its own. */
public final class CommandSideApplication {

    private CommandSideApplication() {}

    public static void main(String[] arguments) {
        SpringApplication.run(CommandSide.class, arguments);
    }
}
