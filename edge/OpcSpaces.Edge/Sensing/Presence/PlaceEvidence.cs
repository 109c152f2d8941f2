namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>The latest evidence of one sensor. Guarded by the gate of its place.</summary>
/// <param name="place">The place that uses it.</param>
/// <param name="kind">What the evidence means.</param>
/// <param name="number">The number of the motion detector within the place; 0 for other kinds.</param>
internal sealed class PlaceEvidence(PresencePlace place, EvidenceKind kind, int number) : IEvidence
{
    public EvidenceKind Kind => kind;

    public int Number => number;

    public bool IsActive { get; set; }

    public bool IsBroken { get; set; }

    /// <summary>False until the sensor says something for the first time. A sensor on a pin has a level from the start.</summary>
    public bool HasSpoken { get; set; } = kind is EvidenceKind.Motion or EvidenceKind.Contact or EvidenceKind.Door;

    /// <summary>When it last became active or inactive; the start when it never did.</summary>
    public ClockTimes Changed { get; set; }

    /// <summary>It was active before, since the sensor works.</summary>
    public bool WasActive { get; set; }

    /// <summary>The evidence can be used.</summary>
    public bool Counts => !IsBroken && HasSpoken;

    public void Set(bool active, DateTimeOffset at) => place.OnSet(this, active, at);

    public void Broken(DateTimeOffset at) => place.OnBroken(this, at);

    public void Sound(DateTimeOffset at) => place.OnSound(this, at);
}
