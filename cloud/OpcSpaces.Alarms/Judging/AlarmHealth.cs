namespace OpcSpaces.Alarms.Judging;

/// <summary>Whether alarms are judged. Safe from any thread.</summary>
public sealed class AlarmHealth(TimeProvider time)
{
    private volatile AlarmsAway? _away;

    /// <summary>Why nothing is judged now, and since when; null while judgements are made.</summary>
    public AlarmsAway? Away => _away;

    /// <summary>How long the last judgement took, in ms.</summary>
    public double LastJudgementMs { get; internal set; }

    /// <summary>What the last judgement found and could not make alarms of (<see cref="OpcSpaces.Model.Alarms.Conditions.AlarmFindings.Ignored"/>).</summary>
    public int Ignored { get; private set; }

    /// <summary>Sets how much could become no alarm; returns whether that is news.</summary>
    internal bool SetIgnored(int count)
    {
        var isNews = Ignored != count;
        Ignored = count;
        return isNews;
    }

    /// <summary>Sets why nothing is judged, or null; returns whether that is news.</summary>
    internal bool Set(string? why)
    {
        var former = _away;
        _away = why is null ? null : new AlarmsAway(why, former?.Since ?? time.GetUtcNow());
        return former?.Why != why;
    }
}

/// <summary>Alarms are not judged, and it is tried again.</summary>
/// <param name="Why">A sentence; never with a user or a password.</param>
/// <param name="Since">When that was noticed.</param>
public sealed record AlarmsAway(string Why, DateTimeOffset Since);
