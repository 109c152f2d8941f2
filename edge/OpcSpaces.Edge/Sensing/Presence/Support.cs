namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>
/// What levels say beside motion, as naive Bayes does it: each kind adds the logarithm of how much likelier its level is with
/// somebody there than without (sensors fused as likelihoods of one hidden occupancy: Dodier, Henze, Tiller and Guo 2006,
/// https://doi.org/10.1016/j.enbuild.2005.12.001). Sensors of one kind speak as one: somebody sits on one of four chairs.
/// </summary>
internal static class Support
{
    /// <summary>Who gets up and sits down again within this time was there all the while.</summary>
    public const long GraceMs = 60_000;

    /// <summary>Power that did not fall for this long says that somebody forgot to switch something off.</summary>
    public const long ForgottenMs = 12 * 3_600_000;

    // Likelihoods of the level with somebody there, and without. A bag lies on one empty chair in a hundred; laptops run without
    // their owners, and owners work without the plug; light barriers miss one and count one twice.
    private static readonly double Pressed = Math.Log(0.95 / 0.01), Released = Math.Log(0.05 / 0.99);
    private static readonly double Drawing = Math.Log(0.8 / 0.3), Standby = Math.Log(0.2 / 0.7);
    private static readonly double Counted = Math.Log(0.95 / 0.1), Emptied = Math.Log(0.05 / 0.9);

    /// <summary>The sum over all kinds but motion and door, whose word is a moment and not a level.</summary>
    public static double Of(List<PlaceEvidence> evidence, long now) =>
        Of(evidence, now, EvidenceKind.Contact, Pressed, Released) +
        Of(evidence, now, EvidenceKind.Power, Drawing, Standby) +
        Of(evidence, now, EvidenceKind.Count, Counted, Emptied);

    /// <summary>When the sum changes by waiting alone; <see cref="long.MaxValue"/> for never.</summary>
    public static long ChangesAt(List<PlaceEvidence> evidence, long now)
    {
        var next = long.MaxValue;
        foreach (var it in evidence)
        {
            if (!it.Counts || it.Kind is EvidenceKind.Motion or EvidenceKind.Door) continue;
            var at = it.IsActive ? it.Kind == EvidenceKind.Power ? it.Changed.RunMs + ForgottenMs : long.MaxValue : it.Changed.RunMs + GraceMs;
            if (at > now) next = Math.Min(next, at);
        }

        return next;
    }

    /// <summary>Whether it is power that somebody may have forgotten.</summary>
    public static bool IsForgotten(PlaceEvidence it, long now) => it is { Kind: EvidenceKind.Power, IsActive: true } && now >= it.Changed.RunMs + ForgottenMs;

    private static double Of(List<PlaceEvidence> evidence, long now, EvidenceKind kind, double active, double inactive)
    {
        double? sum = null;
        foreach (var it in evidence)
        {
            if (it.Kind != kind || !it.Counts || IsForgotten(it, now)) continue;
            if (it.IsActive || (it.WasActive && now < it.Changed.RunMs + GraceMs)) return active;
            sum = inactive;
        }

        return sum ?? 0;
    }
}
