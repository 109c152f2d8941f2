namespace OpcSpaces.FirmwareSim.Playback;

/// <summary>Recorded motion: the names of the columns, and the rows in order of time. A gap between rows means that nothing was recorded.</summary>
public sealed record Recording(IReadOnlyList<string> Columns, IReadOnlyList<RecordedRow> Rows)
{
    /// <summary>Splits the recording where nothing was recorded for longer than <paramref name="longestGap"/>.</summary>
    public IEnumerable<Recording> Stretches(TimeSpan longestGap)
    {
        var start = 0;
        for (var i = 1; i <= Rows.Count; i++)
        {
            if (i < Rows.Count && Rows[i].At - Rows[i - 1].At <= longestGap)
                continue;
            yield return this with { Rows = [.. Rows.Skip(start).Take(i - start)] };
            start = i;
        }
    }
}

/// <summary>One row of a recording: its time, and for each motion column whether the detector was high.</summary>
public sealed record RecordedRow(DateTimeOffset At, IReadOnlyList<bool> Levels);
