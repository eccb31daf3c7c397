package org.postern.testkit;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A real Zabbix on loopback: its server with a PostgreSQL of its own, its frontend for the API, and
 * snmptrapd with the handler that Postern ships. Everything lies in one directory and ends with it.
 */
public final class ZabbixLab implements AutoCloseable {
  /** The community that its snmptrapd takes. */
  public static final String TRAPS = "traps";

  private static final Path FRONTEND = Path.of("/usr/share/zabbix");
  private static final Path SCHEMA = Path.of("/usr/share/zabbix-server-pgsql");
  private static final Path DEBIAN_CONFIGURATION = Path.of("/etc/zabbix/zabbix.conf.php");
  private static final Path HANDLER = Path.of("conf", "zabbix", "postern-trap");

  /** The server takes no port above 32767, and ephemeral ones are. */
  private static final int LEAST_PORT = 20_051;

  private static final int MOST_PORT = 32_767;

  private final Path directory;
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final Thread lastResort = new Thread(this::tearDown);
  private final int trapPort;
  private final ZabbixApi api;

  /** Starts all of it. */
  public ZabbixLab(Path directory) throws IOException {
    this.directory = directory;
    try (DatagramSocket socket = new DatagramSocket()) {
      trapPort = socket.getLocalPort();
    }
    Runtime.getRuntime().addShutdownHook(lastResort);
    try {
      // PostgreSQL runs as another user and has to get at its data.
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
      int serverPort = freePort(LEAST_PORT, MOST_PORT);
      Postgres database = new Postgres(directory, freePort());
      parts.push(database);
      database.create(
          "zabbix",
          Stream.of("schema", "images", "data")
              .map(name -> SCHEMA.resolve(name + ".sql.gz"))
              .toList());
      api = startFrontend(database.port(), serverPort);
      startTraps();
      startServer(database.port(), serverPort);
    } catch (IOException | RuntimeException e) {
      tearDown();
      throw e;
    }
  }

  /** Skips the test, visibly, where there is none; with CI=true fails it. */
  public static void require() throws IOException {
    for (String program : List.of("zabbix_server", "php", "snmptrapd", "setpriv", "zcat")) {
      Peers.require(program);
    }
    Postgres.require();
    Peers.require("Zabbix' frontend", Files.exists(FRONTEND.resolve("api_jsonrpc.php")));
    Peers.require("Zabbix' schema", Files.exists(SCHEMA.resolve("schema.sql.gz")));
  }

  public ZabbixApi api() {
    return api;
  }

  /** Where to send traps. */
  public int trapPort() {
    return trapPort;
  }

  /** What the server and the trap handler wrote, for the message of a failure. */
  public String logs() {
    return RouterLab.read(directory.resolve("server.log"))
        + RouterLab.read(directory.resolve("snmptrapd.log"));
  }

  private ZabbixApi startFrontend(int databasePort, int serverPort) throws IOException {
    Path web = directory.resolve("web");
    Command.succeed("cp", "-r", FRONTEND.toString(), web.toString());
    // Nothing of the package's own places: those links lead out of this directory.
    Command.succeed("find", web.toString(), "-type", "l", "-delete");
    Path configuration = directory.resolve("zabbix.conf.php");
    Files.writeString(
        configuration,
        """
        <?php
        $DB = ['TYPE' => 'POSTGRESQL', 'SERVER' => '127.0.0.1', 'PORT' => '%d',
          'DATABASE' => 'zabbix', 'USER' => '%s', 'PASSWORD' => '', 'SCHEMA' => '',
          'ENCRYPTION' => false, 'KEY_FILE' => '', 'CERT_FILE' => '', 'CA_FILE' => '',
          'VERIFY_HOST' => false, 'CIPHER_LIST' => '', 'VAULT_URL' => '', 'VAULT_DB_PATH' => '',
          'VAULT_TOKEN' => '', 'DOUBLE_IEEE754' => true];
        $ZBX_SERVER = '127.0.0.1';
        $ZBX_SERVER_PORT = '%d';
        $IMAGE_FORMAT_DEFAULT = IMAGE_FORMAT_PNG;
        """
            .formatted(databasePort, Postgres.USER, serverPort));
    // Debian's frontend looks for its configuration at one fixed place.
    Path fixed = web.resolve("include/classes/core/CConfigFile.php");
    Files.writeString(
        fixed,
        Files.readString(fixed).replace(DEBIAN_CONFIGURATION.toString(), configuration.toString()));
    int port = freePort();
    Path log = directory.resolve("php.log");
    start(log, web, "php", "-d", "memory_limit=512M", "-S", "127.0.0.1:" + port);
    ZabbixApi frontend = new ZabbixApi(port);
    Eventually.holds(
        "the frontend answers",
        Duration.ofSeconds(30),
        frontend::answers,
        () -> RouterLab.read(log));
    frontend.login();
    return frontend;
  }

  private void startTraps() throws IOException {
    Path configuration = directory.resolve("snmptrapd.conf");
    Path traps = Files.createFile(directory.resolve("traps.log"));
    Files.writeString(
        configuration,
        """
        authCommunity execute %s
        traphandle default %s %s
        """
            .formatted(TRAPS, HANDLER.toAbsolutePath(), traps));
    Path log = directory.resolve("snmptrapd.log");
    start(
        log,
        directory,
        "snmptrapd",
        "-f",
        "-C",
        "-c",
        configuration.toString(),
        "-On",
        "-Lo",
        "udp:127.0.0.1:" + trapPort);
    Eventually.holds(
        "snmptrapd listens",
        Duration.ofSeconds(10),
        () -> RouterLab.read(log).contains("NET-SNMP version"),
        () -> RouterLab.read(log));
  }

  private void startServer(int databasePort, int serverPort) throws IOException {
    Path configuration = directory.resolve("server.conf");
    Path log = directory.resolve("server.log");
    Files.writeString(
        configuration,
        """
        ListenIP=127.0.0.1
        ListenPort=%d
        LogFile=%s
        PidFile=%s
        SocketDir=%s
        DBHost=127.0.0.1
        DBPort=%d
        DBName=zabbix
        DBUser=%s
        AllowRoot=1
        SNMPTrapperFile=%s
        StartSNMPTrapper=1
        CacheUpdateFrequency=1
        HousekeepingFrequency=0
        StartPollers=3
        StartPingers=0
        StartDiscoverers=0
        StartHTTPPollers=0
        StartDBSyncers=1
        Timeout=1
        UnreachablePeriod=1
        UnreachableDelay=1
        UnavailableDelay=1
        """
            .formatted(
                serverPort,
                log,
                directory.resolve("server.pid"),
                directory,
                databasePort,
                Postgres.USER,
                directory.resolve("traps.log")));
    start(
        directory.resolve("server.out"),
        directory,
        "zabbix_server",
        "-f",
        "-c",
        configuration.toString());
    Eventually.holds(
        "the server runs",
        Duration.ofSeconds(30),
        () -> RouterLab.read(log).contains("snmp trapper"),
        () -> RouterLab.read(log) + RouterLab.read(directory.resolve("server.out")));
  }

  private void start(Path log, Path where, String program, String... arguments) throws IOException {
    List<String> words =
        Stream.concat(Stream.of(Peers.require(program).toString()), Stream.of(arguments)).toList();
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(where.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder
        .environment()
        .putAll(Map.of("MIBS", "", "SNMP_PERSISTENT_DIR", directory.resolve("snmp").toString()));
    Process process = builder.start();
    parts.push(() -> RouterLab.end(process));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static int freePort(int least, int most) {
    return IntStream.rangeClosed(least, most)
        .filter(ZabbixLab::isFree)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no free port up to " + most));
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port)) {
      return socket.isBound();
    } catch (IOException e) {
      return false; // taken
    }
  }

  @Override
  public void close() {
    tearDown();
    Runtime.getRuntime().removeShutdownHook(lastResort);
  }

  private void tearDown() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        throw new IllegalStateException("a part of Zabbix did not end", e);
      }
    }
  }
}
