namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>How presence at one place is judged.</summary>
internal sealed record PresenceConfig
{
    /// <summary>A stay ends after this long without evidence, in s; its end is then dated back.</summary>
    public int HoldOffSeconds { get; init; } = 300;
}
