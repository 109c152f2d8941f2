using OpcSpaces.Edge.Testing.Truth;

namespace OpcSpaces.Edge.Testing.Recordings;

/// <summary>A recording of sensors in one place, and of whether somebody was there.</summary>
/// <param name="Name">The file's name without its ending.</param>
/// <param name="Columns">The columns that stand for sensors.</param>
/// <param name="Rows">At least one, in order of time.</param>
/// <param name="Rhythm">Decides where gaps are; that of the whole recording, also for a part of it.</param>
internal sealed record RecordedRoom(string Name, IReadOnlyList<RecordedColumn> Columns, IReadOnlyList<RoomRow> Rows, RowRhythm Rhythm)
{
    /// <summary>The columns that stand for no sensor that the agent has.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];

    /// <summary>The time up to which the last row holds.</summary>
    public long EndMs => EndOf(Rows.Count - 1);

    public bool HasMotion => Columns.Any(column => column.Kind == ColumnKind.Motion);

    /// <summary>The columns whose values are weak evidence only.</summary>
    public IEnumerable<string> WeakColumns => Columns.Where(column => column.Kind.IsWeak).Select(column => column.Name);

    /// <summary>The same recording without the columns whose values are weak evidence only.</summary>
    public RecordedRoom WithoutWeak()
    {
        int[] kept = [.. Enumerable.Range(0, Columns.Count).Where(column => !Columns[column].Kind.IsWeak)];
        return this with { Columns = [.. kept.Select(column => Columns[column])], Rows = [.. Rows.Select(row => row with { Values = [.. kept.Select(column => row.Values[column])] })] };
    }

    /// <summary>The rows from one index up to another.</summary>
    public RecordedRoom Part(int from, int to) => this with { Rows = [.. Rows.Skip(from).Take(to - from)] };

    /// <summary>The parts between long gaps. At a long gap the gateway counts as off.</summary>
    public IEnumerable<RecordedRoom> Stretches()
    {
        var start = 0;
        for (var i = 1; i <= Rows.Count; i++)
        {
            if (i < Rows.Count && !Rhythm.IsLongGap(Rows[i].AtMs - Rows[i - 1].AtMs)) continue;
            yield return Part(start, i);
            start = i;
        }
    }

    /// <summary>When the truth was recorded.</summary>
    public IEnumerable<Span> Watched() => Joined(row => row.Occupied is not null);

    /// <summary>When somebody was there.</summary>
    public IEnumerable<Span> Occupied() => Joined(row => row.Occupied == true);

    /// <summary>
    /// What a rule without a model takes for somebody who is there: motion, and in a recording without motion every active level (a
    /// plug above the agent's threshold, a door that moves). The spans may overlap, and a change has no length.
    /// </summary>
    public IEnumerable<Span> RuleActivity() => Enumerable.Range(0, Columns.Count)
        .Where(column => !HasMotion || Columns[column].Kind == ColumnKind.Motion)
        .SelectMany(column => Columns[column].Kind.Rule.IsChange ? Changes(column) : Actives(column));

    /// <summary>When a sensor moved: a detector was high, a door or the level of a plug changed. A change has no length.</summary>
    public IEnumerable<Span> Moves() => Enumerable.Range(0, Columns.Count)
        .SelectMany(column => Columns[column].Kind == ColumnKind.Motion ? Actives(column) : Changes(column));

    // A row without a value does not change the level.
    private IEnumerable<Span> Actives(int column)
    {
        var active = false;
        return Joined(row => active = IsActive(column, row) ?? active);
    }

    private IEnumerable<Span> Changes(int column)
    {
        bool? active = null;
        foreach (var row in Rows)
        {
            if (IsActive(column, row) is not { } now || now == active) continue;
            if (active is not null) yield return new Span(row.AtMs, row.AtMs);
            active = now;
        }
    }

    private bool? IsActive(int column, RoomRow row) => double.IsNaN(row.Values[column]) ? null : row.Values[column] >= Columns[column].Kind.Rule.From;

    // The times of all such rows; those that touch are one span.
    private IEnumerable<Span> Joined(Func<RoomRow, bool> which)
    {
        Span? span = null;
        for (var i = 0; i < Rows.Count; i++)
        {
            if (!which(Rows[i])) continue;
            var (from, to) = (Rows[i].AtMs, EndOf(i));
            if (span is { } before && before.ToMs >= from)
            {
                span = new Span(before.FromMs, to);
                continue;
            }

            if (span is { } done) yield return done;
            span = new Span(from, to);
        }

        if (span is { } last) yield return last;
    }

    private long EndOf(int row) => Rows[row].AtMs + Rhythm.HoldsMs(row + 1 < Rows.Count ? Rows[row + 1].AtMs - Rows[row].AtMs : null);
}
