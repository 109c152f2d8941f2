namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>
/// The evidence of pads, power, views and counts, which have levels, for the odds that somebody is there. As in a naive Bayes classifier
/// each kind adds the logarithm of its likelihood ratio: how much more likely its level is with somebody there than without
/// (Dodier, Henze, Tiller and Guo 2006, https://doi.org/10.1016/j.enbuild.2005.12.001). Sensors of one kind count once: somebody sits
/// on one of four chairs.
/// </summary>
internal static class LevelLogOdds
{
    /// <summary>Somebody who gets up and sits down again within this time counts as present all the time.</summary>
    public const long GraceMs = 60_000;

    /// <summary>Power that did not fall for this long means that somebody forgot to switch a device off.</summary>
    public const long ForgottenMs = 12 * 3_600_000;

    // Likelihoods of the level with somebody there, and without. On one of a hundred empty chairs lies a bag. Laptops run without
    // their owners, and people work without the plug. A view holds a chair that was turned, and misses somebody who leans out of it.
    // Light barriers miss people and count people twice.
    private static readonly double Pressed = Math.Log(0.95 / 0.01), Released = Math.Log(0.05 / 0.99);
    private static readonly double Drawing = Math.Log(0.8 / 0.3), Standby = Math.Log(0.2 / 0.7);
    private static readonly double Seen = Math.Log(0.9 / 0.05), Unseen = Math.Log(0.1 / 0.95);
    private static readonly double Counted = Math.Log(0.95 / 0.1), Emptied = Math.Log(0.05 / 0.9);

    /// <summary>The sum over all kinds except motion and door, which report events and not levels.</summary>
    public static double Of(List<PlaceEvidence> evidence, long now) =>
        Of(evidence, now, EvidenceKind.Contact, Pressed, Released) +
        Of(evidence, now, EvidenceKind.Power, Drawing, Standby) +
        Of(evidence, now, EvidenceKind.Body, Seen, Unseen) +
        Of(evidence, now, EvidenceKind.Count, Counted, Emptied);

    /// <summary>When the sum changes without new evidence; <see cref="long.MaxValue"/> for never.</summary>
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

    /// <summary>Whether this is the power of a device that somebody may have forgotten to switch off.</summary>
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
