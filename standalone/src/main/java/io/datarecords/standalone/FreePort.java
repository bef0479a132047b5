package io.datarecords.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of this machine that nobody listens on. */
final class FreePort {

    private FreePort() {}

    /**
     * Looks whether the port is free.
     *
     * @param option what chooses another one
     * @throws StartFailure if it is not
     */
    static void require(String option, int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException taken) {
            throw new StartFailure("Port " + port + " cannot be used (" + taken.getMessage()
                    + ").\nStop what listens there, or choose another port with " + option + ".");
        }
    }
}
