package org.postern;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows on a terminal how far long work has come; on standard error, so results stay clean. */
final class Progress {
  private static final int EVERY_MILLIS = 200;

  private Progress() {}

  /** A bar that is seen only where {@code worth} it and somebody looks. */
  static ProgressBar bar(String task, long steps, boolean worth) {
    boolean wanted = worth && Colours.areWanted();
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(steps)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(wanted ? EVERY_MILLIS : Integer.MAX_VALUE)
        .continuousUpdate()
        .clearDisplayOnFinish()
        .setConsumer(new ErrorBar(wanted))
        .build();
  }

  /** Draws on standard error, or nowhere. */
  private record ErrorBar(boolean wanted) implements ProgressBarConsumer {
    @Override
    public int getMaxRenderedLength() {
      return PlainOutput.PAGE;
    }

    @Override
    public void accept(String rendered) {
      if (wanted) {
        System.err.print("\r" + rendered);
      }
    }

    @Override
    public void clear() {
      accept(" ".repeat(PlainOutput.PAGE) + "\r");
    }

    @Override
    public void close() {
      if (wanted) {
        System.err.flush();
      }
    }
  }
}
