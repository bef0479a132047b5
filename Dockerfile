# The two halves, one image each: docker build --target command-side, or --target query-side.

FROM eclipse-temurin:25-jdk AS build
WORKDIR /build

# The libraries first: as long as no pom.xml changes, they are not downloaded again.
COPY mvnw pom.xml ./
COPY .mvn .mvn
COPY shared-api/pom.xml shared-api/
COPY event-log/pom.xml event-log/
COPY edge/pom.xml edge/
COPY embedded-kafka/pom.xml embedded-kafka/
COPY command-side/pom.xml command-side/
COPY query-side/pom.xml query-side/
COPY cli/pom.xml cli/
COPY standalone/pom.xml standalone/
COPY examples/record-table/pom.xml examples/record-table/
RUN ./mvnw -B -ntp -q -pl command-side,query-side -am package -DskipTests

COPY shared-api/src shared-api/src
COPY event-log/src event-log/src
COPY edge/src edge/src
COPY embedded-kafka/src embedded-kafka/src
COPY command-side/src command-side/src
COPY query-side/src query-side/src
RUN ./mvnw -B -ntp -q -pl command-side,query-side -am \
      package dependency:copy-dependencies -DskipTests -DincludeScope=runtime \
 && for side in command-side query-side; do \
      mkdir -p image/$side/app \
      && mv $side/target/dependency image/$side/lib \
      && mv image/$side/lib/shared-api-* image/$side/lib/event-log-* image/$side/lib/edge-* image/$side/app/ \
      && find $side/target -maxdepth 1 -name "$side-*.jar" ! -name '*-tests.jar' -exec mv {} image/$side/app/ \; \
      || exit 1; \
    done

FROM eclipse-temurin:25-jre AS runtime
WORKDIR /service
USER 10001:10001
# Half of the container's memory is left to threads, classes, compiled code and the connections' buffers. More options
# for the JVM: JDK_JAVA_OPTIONS.
ENV JDK_JAVA_OPTIONS="-XX:MaxRAMPercentage=50 -XX:+ExitOnOutOfMemoryError --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
# There is no curl in a JRE's image.
HEALTHCHECK --interval=5s --timeout=5s --start-period=120s --retries=3 CMD ["bash", "-c", "\
  exec 3<>/dev/tcp/127.0.0.1/$SERVER_PORT && printf 'GET /actuator/health HTTP/1.0\r\n\r\n' >&3 \
  && read -r -t 4 status <&3 && [[ $status == *' 200'* ]]"]

FROM runtime AS command-side
ENV SERVER_PORT=8081
EXPOSE 8081
COPY --from=build /build/image/command-side/lib lib
COPY --from=build /build/image/command-side/app app
ENTRYPOINT ["java", "-cp", "app/*:lib/*", "io.datarecords.command.CommandSideApplication"]

FROM runtime AS query-side
ENV SERVER_PORT=8082
EXPOSE 8082
COPY --from=build /build/image/query-side/lib lib
COPY --from=build /build/image/query-side/app app
ENTRYPOINT ["java", "-cp", "app/*:lib/*", "io.datarecords.query.QuerySideApplication"]
