using System.Text.Json.Serialization;

namespace OpcSpaces.Dashboards.Live;

/// <summary>Why nothing is known of a desk, for whoever writes it in a language of their own.</summary>
/// <param name="Kind">What is missing.</param>
/// <param name="Of">The id of the gateway, or the quality that the sensor reports; null where neither tells more.</param>
public sealed record LiveReason(LiveReasonKind Kind, string? Of = null);

/// <summary>What is missing where nothing is known of a desk.</summary>
public enum LiveReasonKind
{
    /// <summary>The plan has the desk, and no gateway has reported it.</summary>
    [JsonStringEnumMemberName("neverReported")]
    NeverReported,

    /// <summary>Its gateway is offline.</summary>
    [JsonStringEnumMemberName("gatewayOffline")]
    GatewayOffline,

    /// <summary>Its gateway has not announced itself again yet.</summary>
    [JsonStringEnumMemberName("gatewaySilent")]
    GatewaySilent,

    /// <summary>Its gateway sends something that is neither free nor occupied.</summary>
    [JsonStringEnumMemberName("notUnderstood")]
    NotUnderstood,

    /// <summary>Nothing was observed yet, or what was observed is lost.</summary>
    [JsonStringEnumMemberName("nothingObserved")]
    NothingObserved,

    /// <summary>The sensor reports a fault.</summary>
    [JsonStringEnumMemberName("sensorFault")]
    SensorFault,
}
