package org.postern.snmp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Variable bindings picked from answers, as they came. Confined while it grows. */
final class WireRows {
  private WireVarBinds[] answers = new WireVarBinds[16];
  private int[] positions = new int[16];
  private int size;

  /** Encodes what was made and not received. */
  static WireRows of(List<VarBind> varBinds) {
    WireRows rows = new WireRows();
    WireVarBinds encoded = WireVarBinds.of(varBinds.stream().map(Snmp4jValues::binding).toList());
    for (int i = 0; i < encoded.size(); i++) {
      rows.add(encoded, i);
    }
    return rows;
  }

  void add(WireVarBinds answer, int position) {
    if (size == positions.length) {
      answers = Arrays.copyOf(answers, 2 * size);
      positions = Arrays.copyOf(positions, 2 * size);
    }
    answers[size] = answer;
    positions[size] = position;
    size++;
  }

  void addAll(WireRows others) {
    for (int i = 0; i < others.size; i++) {
      add(others.answers[i], others.positions[i]);
    }
  }

  int size() {
    return size;
  }

  /** Whether the name in {@code answer} comes after that of the last row. */
  boolean isAfterLast(WireVarBinds answer, int position) {
    return answer.isAfter(position, answers[size - 1], positions[size - 1]);
  }

  Oid lastName() {
    return answers[size - 1].name(positions[size - 1]);
  }

  List<VarBind> decoded() {
    VarBind[] varBinds = new VarBind[size];
    for (int i = 0; i < size; i++) {
      varBinds[i] = answers[i].get(positions[i]);
    }
    return List.of(varBinds);
  }

  /** Those below one of these. */
  List<VarBind> below(List<EncodedOid> roots) {
    List<VarBind> varBinds = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      if (isBelow(i, roots)) {
        varBinds.add(answers[i].get(positions[i]));
      }
    }
    return List.copyOf(varBinds);
  }

  /** A digest of all rows, but for numbers below one of these. */
  byte[] shape(List<EncodedOid> moving) {
    DigestInput digest = new DigestInput();
    for (int i = 0; i < size; i++) {
      boolean moves = answers[i].isNumber(positions[i]) && isBelow(i, moving);
      answers[i].addTo(digest, positions[i], !moves);
    }
    return digest.digest();
  }

  private boolean isBelow(int row, List<EncodedOid> roots) {
    for (EncodedOid root : roots) {
      if (answers[row].isBelow(positions[row], root)) {
        return true;
      }
    }
    return false;
  }
}
