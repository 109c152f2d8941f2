namespace OpcSpaces.FirmwareSim.Playback;

/// <summary>Recorded motion: the names of its columns and its rows in order of time; gaps between rows are real absences of data.</summary>
public sealed record Recording(IReadOnlyList<string> Columns, IReadOnlyList<RecordedRow> Rows)
{
    /// <summary>Cuts the recording where for longer than <paramref name="longestGap"/> nothing was recorded.</summary>
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
