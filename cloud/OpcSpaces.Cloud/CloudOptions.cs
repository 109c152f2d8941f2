using System.ComponentModel.DataAnnotations;

namespace OpcSpaces.Cloud;

/// <summary>How this host runs. Everything has a default that is safe on one machine: loopback, embedded stores.</summary>
public sealed class CloudOptions
{
    /// <summary>Where the journal, the projections and the embedded series are kept. Created when missing.</summary>
    [Required]
    public string DataDirectory { get; set; } = "";

    /// <summary>TCP port of the page and the HTTP API.</summary>
    [Range(1, 65535)]
    public int Port { get; set; } = 8080;

    /// <summary>Address that the page listens on. Loopback unless configured: the page asks nobody who they are.</summary>
    [Required]
    public string Listen { get; set; } = "127.0.0.1";

    /// <summary>Broker as HOST:PORT.</summary>
    [Required, RegularExpression(@"^[^:\s]+:\d{1,5}$", ErrorMessage = "the broker is written HOST:PORT")]
    public string Broker { get; set; } = "127.0.0.1:1883";

    /// <summary>Sparkplug host id; gateways wait for its STATE.</summary>
    [Required]
    public string HostId { get; set; } = "opcspaces";

    /// <summary>InfluxDB for the series, e.g. <c>http://127.0.0.1:8086?db=opcspaces</c>; null for the embedded store.</summary>
    public string? Influx { get; set; }

    /// <summary>File with the InfluxDB token; the token itself is never an option, so that no process list shows it.</summary>
    public string? InfluxTokenFile { get; set; }

    /// <summary>The community's description (floors, zones, desks); null to draw what the gateways introduce.</summary>
    public string? CommunityFile { get; set; }
}
