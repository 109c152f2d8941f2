namespace OpcSpaces.Projections.Live;

/// <summary>Whether a gateway is online.</summary>
public enum GatewayPresence
{
    /// <summary>The cloud was not listening, and the gateway has not been born since.</summary>
    Unknown,
    Online,
    Offline,
}
