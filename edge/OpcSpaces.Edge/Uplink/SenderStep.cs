namespace OpcSpaces.Edge.Uplink;

/// <summary>What the sender does next.</summary>
internal enum SenderStep
{
    Wait,
    Send,
    Rebirth,
}
