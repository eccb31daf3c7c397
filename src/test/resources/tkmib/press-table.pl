# tkmib reads its -f file as Perl before it builds its window. In place of waiting for a person it
# presses the table button, prints what the table shows, cells parted by |, and ends.
no warnings 'redefine';
*main::MainLoop = sub {
  $main::tablebutton->invoke;
  $main::top->update;
  for my $row (1 .. 10000) {
    my @cells;
    for my $column (1 .. 100) {
      my $cell = $main::output->get($row, $column);
      last if !defined $cell;
      my $text = ref $cell ? $cell->cget('-text') : $cell;
      $text =~ s/[^ -~]/./g; # DateAndTime is octets
      push @cells, $text;
    }
    last if !@cells;
    print join('|', @cells), "\n";
  }
};
1;
