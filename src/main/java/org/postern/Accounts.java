package org.postern;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.postern.agent.AgentUser;
import org.postern.agent.EngineIdentity;
import org.postern.agent.KeyFile;
import org.postern.agent.UsmAccount;
import org.postern.snmp.Secret;
import org.postern.snmp.SnmpCredential;

/** Turns credentials of SNMPv3 into users of our own engine. */
final class Accounts {
  private Accounts() {}

  /**
   * The user of a credential; a key file is read now.
   *
   * @throws CommandFailure if there is something that the agent does not speak, or the key file is
   *     not good
   */
  static UsmAccount of(SnmpCredential credential) {
    if (credential instanceof SnmpCredential.V3 v3) {
      return withPassphrases(v3);
    }
    if (credential instanceof SnmpCredential.LocalKeys keys) {
      return withKeys(keys.file());
    }
    throw new IllegalArgumentException("a community is no user");
  }

  /**
   * Looks whether all keys are for this engine; others would fail without a word to anybody.
   *
   * @throws CommandFailure if they are not
   */
  static void check(DaemonSettings settings, EngineIdentity engine) {
    Stream<UsmAccount> askers =
        settings.agent().stream().flatMap(plan -> plan.users().stream()).map(AgentUser::account);
    Stream<UsmAccount> told = settings.receivers().stream().flatMap(each -> each.user().stream());
    Stream.concat(askers, told)
        .filter(account -> !account.holdsAt(engine))
        .findFirst()
        .ifPresent(
            account -> {
              throw new CommandFailure(
                  ExitCode.INVALID_INPUT,
                  "the keys of user %s are for another engine than this one, %s: run postern keys"
                      .formatted(account.name(), engine.id()));
            });
  }

  private static UsmAccount withKeys(Path file) {
    try {
      return KeyFile.read(file);
    } catch (NoSuchFileException e) {
      throw new CommandFailure(
          ExitCode.INVALID_INPUT, "no file " + file + ": postern keys makes it", e);
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.INVALID_INPUT, "keys: " + e.getMessage(), e);
    }
  }

  private static UsmAccount withPassphrases(SnmpCredential.V3 user) {
    return new UsmAccount(
        user.user(),
        user.authProtocol().map(Accounts::auth).orElse(UsmAccount.Auth.NONE),
        user.authPassword().map(Secret::reveal).orElse(""),
        user.privProtocol().map(Accounts::priv).orElse(UsmAccount.Priv.NONE),
        user.privPassword().map(Secret::reveal).orElse(""));
  }

  private static UsmAccount.Auth auth(SnmpCredential.AuthProtocol protocol) {
    return switch (protocol) {
      case MD5 -> UsmAccount.Auth.MD5;
      case SHA -> UsmAccount.Auth.SHA1;
      case SHA224 -> UsmAccount.Auth.SHA224;
      case SHA256 -> UsmAccount.Auth.SHA256;
      case SHA384 -> UsmAccount.Auth.SHA384;
      case SHA512 -> UsmAccount.Auth.SHA512;
    };
  }

  private static UsmAccount.Priv priv(SnmpCredential.PrivProtocol protocol) {
    return switch (protocol) {
      case DES -> UsmAccount.Priv.DES;
      case TRIPLE_DES ->
          throw new CommandFailure(
              ExitCode.INVALID_INPUT,
              "the agent and notifications do not speak 3DES; use AES128 or better");
      case AES128 -> UsmAccount.Priv.AES128;
      case AES192 -> UsmAccount.Priv.AES192;
      case AES256 -> UsmAccount.Priv.AES256;
      case AES192_3DES -> UsmAccount.Priv.AES192_3DES;
      case AES256_3DES -> UsmAccount.Priv.AES256_3DES;
    };
  }
}
