namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>One sensor's last word, which its place looks at. Guarded by the place's gate.</summary>
/// <param name="place">Where it is heard.</param>
/// <param name="kind">What it means.</param>
/// <param name="number">Of the motion detector among the place's; 0 for other kinds.</param>
internal sealed class PlaceEvidence(PresencePlace place, EvidenceKind kind, int number) : IEvidence
{
    public EvidenceKind Kind => kind;

    public int Number => number;

    public bool IsActive { get; set; }

    public bool IsBroken { get; set; }

    /// <summary>What was never said is no evidence, except where a pin has a level all the time.</summary>
    public bool HasSpoken { get; set; } = kind is EvidenceKind.Motion or EvidenceKind.Contact or EvidenceKind.Door;

    /// <summary>When it became active or ceased to be; the start when it never did.</summary>
    public Moment Changed { get; set; }

    public bool WasActive { get; set; }

    public bool Counts => !IsBroken && HasSpoken;

    public void Set(bool active, DateTimeOffset at) => place.OnSet(this, active, at);

    public void Broken(DateTimeOffset at) => place.OnBroken(this, at);

    public void Sound(DateTimeOffset at) => place.OnSound(this, at);
}
