package org.postern;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.postern.agent.KeyFile;
import org.postern.agent.UsmAccount;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes the localised keys of a user, so that its passphrases need not lie anywhere. */
@Command(
    name = "keys",
    description = {
      "Asks for the passphrases of an SNMPv3 user and writes its keys to a file of mode 600.",
      "The keys are localised (RFC 3414): they hold at this Postern's engine only. A credential",
      "with `keys: FILE` takes the user from there, for agent.access and receivers of traps.",
      "Where input is no terminal, each passphrase is a line of it. Changed keys take a restart."
    },
    mixinStandardHelpOptions = true)
final class KeysCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "Where to; keys that are there are replaced.")
  private Path file;

  @Option(
      names = "--user",
      required = true,
      paramLabel = "NAME",
      description = "Name of the user, 1 to 32 characters.")
  private String user;

  @Option(
      names = "--auth",
      paramLabel = "HASH",
      description = "SHA256 (default), SHA512, SHA384, SHA224, SHA1 or MD5.")
  private UsmAccount.Auth auth = UsmAccount.Auth.SHA256;

  @Option(
      names = "--priv",
      paramLabel = "CIPHER",
      description =
          "AES128 (default), AES192, AES256, AES192_3DES, AES256_3DES, DES, or NONE for no"
              + " encryption.")
  private UsmAccount.Priv priv = UsmAccount.Priv.AES128;

  @Option(
      names = "--engine",
      paramLabel = "HEX",
      description = "Engine id instead of this Postern's; needs no configuration.")
  private @Nullable String engine;

  @Mixin private ConfigOptions config;
  @Mixin private PlainOutput output;

  @Override
  public Integer call() {
    String holder =
        Optional.ofNullable(engine).orElseGet(() -> OwnEngine.id(config.load().config()));
    try (Passphrases input = Passphrases.open()) {
      String authPassphrase = input.next("authentication");
      String privPassphrase = priv == UsmAccount.Priv.NONE ? "" : input.next("privacy");
      KeyFile.write(
          file,
          new UsmAccount(user, auth, authPassphrase, priv, privPassphrase).localizedTo(holder));
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.INVALID_INPUT, String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.INVALID_INPUT, "no keys in " + file + ": " + e.getMessage(), e);
    }
    output.lines(
        List.of(
            "keys of user " + user + " for engine " + holder + " are in " + file,
            "credentials: {NAME: {version: v3, keys: " + file.toAbsolutePath() + "}}"));
    return ExitCode.OK;
  }
}
