namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>One sensor's last word, which its place looks at. Guarded by the place's gate.</summary>
internal sealed class PlaceEvidence(PresencePlace place, EvidenceKind kind) : IEvidence
{
    public EvidenceKind Kind => kind;

    public bool IsActive { get; set; }

    public bool IsBroken { get; set; }

    public void Set(bool active, DateTimeOffset at) => place.OnSet(this, active, at);

    public void Broken(DateTimeOffset at) => place.OnBroken(this, at);

    public void Sound(DateTimeOffset at) => place.OnSound(this);
}
