using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using OpcSpaces.Access.Settings;
using OpcSpaces.Alarms.Settings;
using OpcSpaces.Api.Settings;
using OpcSpaces.Broker.Settings;
using OpcSpaces.Databases;
using OpcSpaces.Ingest;
using OpcSpaces.Notices.Settings;
using OpcSpaces.Projections.Live;
using OpcSpaces.Projections.Running;
using OpcSpaces.Projections.Series;
using OpcSpaces.Projections.Usage;
using OpcSpaces.Registry.Databases;
using OpcSpaces.Storage.DeadLetters;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Storage.Series.Embedded;
using OpcSpaces.Storage.Series.Influx.Options;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.Cloud.Settings;

/// <summary>All settings of this host. The defaults are safe on one machine: loopback and embedded stores.</summary>
public sealed class CloudOptions
{
    /// <summary>Directory of the journal, the projections and the embedded series. Created when missing.</summary>
    [Required]
    public string DataDirectory { get; set; } = "";

    /// <summary>IP address that the page listens on. Loopback by default, because the connection is not encrypted.</summary>
    [Required]
    public string Listen { get; set; } = "127.0.0.1";

    /// <summary>TCP port of the page and the HTTP API.</summary>
    [Range(1, 65535)]
    public int Port { get; set; } = 8080;

    /// <summary>Sparkplug host id; gateways wait for its STATE.</summary>
    [Required]
    public string HostId { get; set; } = "opcspaces";

    /// <summary>Communities (Sparkplug groups) to listen to; empty means all.</summary>
    public List<string> Communities { get; set; } = [];

    /// <summary>Files with floors, zones and desks. Without any, the page draws a default plan of the desks that gateways announce.</summary>
    public List<string> CommunityFiles { get; set; } = [];

    /// <summary>A broker outside of this process; null for the embedded one.</summary>
    public MqttEndpointOptions? Broker { get; set; }

    [ValidateObjectMembers]
    public BrokerOptions EmbeddedBroker { get; set; } = new();

    /// <summary>The address of <see cref="Influx"/> as it was written, e.g. <c>http://127.0.0.1:8086?db=opcspaces</c>.</summary>
    public string? InfluxUrl { get; set; }

    /// <summary>InfluxDB for the series; null for the embedded store.</summary>
    [ValidateObjectMembers]
    public InfluxOptions? Influx { get; set; }

    [ValidateObjectMembers]
    public EmbeddedSeriesOptions EmbeddedSeries { get; set; } = new();

    [ValidateObjectMembers]
    public IngestOptions Ingest { get; set; } = new();

    [ValidateObjectMembers]
    public ProjectionsOptions Projections { get; set; } = new();

    [ValidateObjectMembers]
    public LiveOptions Live { get; set; } = new();

    [ValidateObjectMembers]
    public SeriesOptions Series { get; set; } = new();

    [ValidateObjectMembers]
    public UsageOptions Usage { get; set; } = new();

    [ValidateObjectMembers]
    public JournalOptions Journal { get; set; } = new();

    [ValidateObjectMembers]
    public DeadLetterOptions DeadLetters { get; set; } = new();

    [ValidateObjectMembers]
    public ApiOptions Api { get; set; } = new();

    [ValidateObjectMembers]
    public RegistryOptions Registry { get; set; } = new();

    /// <summary>How people and programs sign in. Kept in the database of the registry.</summary>
    [ValidateObjectMembers]
    public AccessOptions Access { get; set; } = new();

    /// <summary>When alarms are raised. Kept in the database of the registry.</summary>
    [ValidateObjectMembers]
    public AlarmOptions Alarms { get; set; } = new();

    /// <summary>The file of the alarms, where the registry is a file too.</summary>
    internal string AlarmsPath => Path.Combine(DataDirectory, "alarms.db");

    /// <summary>How people and programs are told that something happened. Kept in the database of the registry.</summary>
    [ValidateObjectMembers]
    public NoticesOptions Notices { get; set; } = new();

    /// <summary>How long each kind of data is kept.</summary>
    [ValidateObjectMembers]
    public PrivacyOptions Privacy { get; set; } = new();

    /// <summary>The log of deletions.</summary>
    internal string DeletionsPath => Path.Combine(DataDirectory, "deletions.db");

    /// <summary>The file of the usage records, where the registry is a file too.</summary>
    internal string UsagePath => Path.Combine(DataDirectory, "usage.db");

    /// <summary>Gives every part what follows from the settings of the whole: its file in the data directory, the ids. Call it once they are complete.</summary>
    internal CloudOptions Complete()
    {
        (Ingest.DataDirectory, Ingest.HostId, Ingest.Communities) = (DataDirectory, HostId, Communities);
        Projections.DataDirectory = DataDirectory;
        Journal.Path = InData("journal.db");
        DeadLetters.Path = InData("dead-letters.db");
        Registry.Path = InData("registry.db");
        Access.Path = InData("access.db");
        Notices.Path = InData("notices.db");
        foreach (var beside in (DatabasePlace[])[Access, Notices]) (beside.Provider, beside.ConnectionString, beside.ConnectionStringFile) = (Registry.Provider, Registry.ConnectionString, Registry.ConnectionStringFile);
        EmbeddedSeries.Path = InData("series.db");
        Influx?.PositionPath = InData("influx-position.db");
        return this;

        string InData(string file) => Path.Combine(DataDirectory, file);
    }
}

/// <summary>Checks the ranges of the options and of all their parts; generated.</summary>
[OptionsValidator]
internal sealed partial class CloudOptionsValidator : IValidateOptions<CloudOptions>;
