namespace OpcSpaces.Projections.Live;

/// <summary>Whether a gateway's session stands.</summary>
public enum GatewayPresence
{
    /// <summary>The cloud was not listening, and the gateway has not been born since.</summary>
    Unknown,
    Online,
    Offline,
}
