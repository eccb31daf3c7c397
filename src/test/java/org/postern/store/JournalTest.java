package org.postern.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.store.Journal.Replay;

class JournalTest {
  @TempDir Path home;
  private Journal journal;

  @BeforeEach
  void open() {
    journal = new Journal("", home);
  }

  @AfterEach
  void close() {
    journal.close();
  }

  private static List<SqlChange> change(String value) {
    return List.of(new SqlChange("INSERT INTO t VALUES (?)", List.of(List.of(Optional.of(value)))));
  }

  private List<String> replayed(long after) {
    List<String> seen = new ArrayList<>();
    last = journal.replay(after, Long.MAX_VALUE, (number, changes) -> seen.add(text(changes)));
    return seen;
  }

  private Replay last = new Replay(0, "");

  private static String text(List<SqlChange> changes) {
    return String.valueOf(changes.get(0).rows().get(0).get(0).orElseThrow());
  }

  private Path file(long first) {
    return home.resolve("journal").resolve(String.format("%019d.journal", first));
  }

  private void append(int from, int to) {
    for (int number = from; number <= to; number++) {
      journal.append(number, change("write " + number));
    }
  }

  @Test
  void keepsEachValueAsItWasBound() throws IOException {
    SqlChange change =
        new SqlChange(
            "UPDATE ü",
            List.of(
                List.of(
                    Optional.empty(),
                    Optional.of("text, ü, \u0000"),
                    Optional.of(Integer.MIN_VALUE),
                    Optional.of(Long.MAX_VALUE),
                    Optional.of(true),
                    Optional.of(Examples.NOON)),
                List.of()));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    change.write(new DataOutputStream(out));
    assertThat(SqlChange.read(in(out))).isEqualTo(change);

    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    new SqlChange("x", List.of(List.of(Optional.of(new byte[] {0, -1, 7}))))
        .write(new DataOutputStream(octets));
    assertThat(SqlChange.read(in(octets)).rows().get(0).get(0)).contains(new byte[] {0, -1, 7});
  }

  private static DataInputStream in(ByteArrayOutputStream written) {
    return new DataInputStream(new ByteArrayInputStream(written.toByteArray()));
  }

  @Test
  void refusesAValueThatItCouldNotGiveBack() {
    SqlChange change = new SqlChange("x", List.of(List.of(Optional.of(1.5))));

    assertThatThrownBy(() -> change.write(new DataOutputStream(new ByteArrayOutputStream())))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void givesBackWhatTheStateDoesNotHave() {
    assertThat(journal.goOnAfter(0)).isFalse();
    append(1, 3);

    assertThat(replayed(0)).containsExactly("write 1", "write 2", "write 3");
    assertThat(last).isEqualTo(new Replay(3, ""));
    assertThat(replayed(2)).containsExactly("write 3");
    assertThat(replayed(3)).isEmpty();
    assertThat(last).isEqualTo(new Replay(3, ""));
  }

  @Test
  void replacesARecordThatTheStateDidNotTake() {
    journal.goOnAfter(0);
    append(1, 2);
    journal.append(2, change("another, longer than the one before"));
    journal.append(2, change("short"));
    append(3, 3);

    assertThat(replayed(0)).containsExactly("write 1", "short", "write 3");
    assertThatThrownBy(() -> journal.append(5, change("gap")))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void replacesSuchARecordInAnotherFileToo() {
    journal.goOnAfter(0);
    append(1, 2);
    journal.cut(0);
    journal.append(2, change("another"));
    append(3, 3);

    assertThat(replayed(0)).containsExactly("write 1", "another", "write 3");
  }

  @Test
  void goesOnInTheSameFile() {
    journal.goOnAfter(0);
    append(1, 2);
    open();
    assertThat(journal.goOnAfter(2)).isTrue();
    append(3, 4);

    assertThat(replayed(0)).hasSize(4);
    assertThat(file(1)).exists();
    assertThat(file(3)).doesNotExist();
  }

  @Test
  void beginsAnotherFileAfterABackupAndDropsWhatAllBackupsHave() {
    journal.goOnAfter(0);
    for (int first = 1; first <= 9; first += 2) {
      append(first, first + 1);
      journal.cut(first == 9 ? 6 : 0);
    }
    assertThat(file(5)).doesNotExist();
    assertThat(replayed(6)).containsExactly("write 7", "write 8", "write 9", "write 10");
    assertThat(replayed(7)).containsExactly("write 8", "write 9", "write 10");
    assertThat(replayed(3)).isEmpty();
    assertThat(last).isEqualTo(new Replay(3, "records 4 to 6 are missing"));
    journal.cut(7);
    assertThat(replayed(7)).hasSize(3);
  }

  @Test
  void dropsWhatWasCutOffWhereverThatIs() throws IOException {
    journal.goOnAfter(0);
    append(1, 2);
    long two = Files.size(file(1));
    append(3, 3);
    byte[] whole = Files.readAllBytes(file(1));
    for (int length = 0; length < whole.length; length++) {
      Files.write(file(1), Arrays.copyOf(whole, length));
      int expected = length >= two ? 2 : replayed(0).size();
      assertThat(replayed(0)).as("cut off at %d", length).hasSize(expected);
      assertThat(last.trouble()).isEmpty();
      open();
      journal.goOnAfter(expected);
      journal.append(expected + 1, change("after"));
      assertThat(replayed(0)).hasSize(expected + 1).endsWith("after");
      journal.close();
    }
  }

  @Test
  void noticesEveryOctetThatChanged() throws IOException {
    journal.goOnAfter(0);
    append(1, 3);
    byte[] whole = Files.readAllBytes(file(1));
    for (int at = 0; at < whole.length; at++) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 0x10;
      Files.write(file(1), damaged);
      List<String> seen = replayed(0);
      assertThat(seen)
          .isEqualTo(List.of("write 1", "write 2", "write 3").subList(0, seen.size()))
          .hasSizeLessThan(3);
      assertThat(last.trouble()).as("octet %d", at).contains("is damaged");
    }
  }

  @Test
  void setsAFileAsideThatHasNoGoodRecord() throws IOException {
    journal.goOnAfter(0);
    append(1, 1);
    journal.close();
    Files.writeString(file(1), "something else altogether, and long enough");
    assertThat(journal.goOnAfter(0)).isFalse();
    append(1, 1);

    assertThat(replayed(0)).containsExactly("write 1");
    assertThat(home.resolve("journal").resolve(file(1).getFileName() + ".broken")).exists();
  }
}
