using System.Text.Json;

namespace OpcSpaces.EndToEnd.Tests.Faults.Site;

/// <summary>What <c>/api/v1/status</c> says at one moment.</summary>
internal sealed class CloudReport
{
    private readonly JsonElement _root;

    private CloudReport(JsonElement root) => _root = root;

    /// <summary>As <see cref="Ingest.Status.IngestCondition"/> names it.</summary>
    public string Condition => _root.GetProperty("condition").GetString()!;

    /// <summary>What went wrong, in words; empty when nothing did.</summary>
    public string Detail => _root.GetProperty("detail").GetString() ?? "";

    public long JournalLastId => _root.GetProperty("journalLastId").GetInt64();

    public bool SeriesAvailable => _root.GetProperty("series").GetProperty("isAvailable").GetBoolean();

    public string SeriesFault => _root.GetProperty("series").GetProperty("lastFault").GetString() ?? "";

    public long PointsRefused => _root.GetProperty("series").GetProperty("pointsRefused").GetInt64();

    /// <summary>By reason; those that a dead-letter table never saw are 0.</summary>
    public IReadOnlyDictionary<string, long> DeadLetters => Numbers("deadLetters");

    public static async Task<CloudReport> ReadAsync(HttpClient cloud)
    {
        using var status = JsonDocument.Parse(await cloud.GetStringAsync("api/v1/status"));
        return new CloudReport(status.RootElement.Clone());
    }

    /// <summary>How often <paramref name="happened"/> was counted since the cloud started, by the name of <see cref="Ingest.Status.IngestEvent"/>.</summary>
    public long Count(string happened) => Numbers("counts").GetValueOrDefault(happened);

    /// <summary>Journal entries that the projection has not taken in.</summary>
    public long Lag(string projection) => _root.GetProperty("projections").EnumerateArray()
        .Single(p => p.GetProperty("name").GetString() == projection).GetProperty("lag").GetInt64();

    /// <summary>Journal entries that the slowest projection has not taken in.</summary>
    public long MostLag => _root.GetProperty("projections").EnumerateArray().Max(projection => projection.GetProperty("lag").GetInt64());

    public bool IsOnline(string gateway) => Gateway(gateway) is { } found && found.GetProperty("isOnline").GetBoolean();

    /// <summary>The watermark of the gateway's current epoch; 0 while the gateway is not known.</summary>
    public ulong Committed(string gateway) => Gateway(gateway) is { } found ? found.GetProperty("committed").GetUInt64() : 0;

    public override string ToString() => _root.GetRawText();

    private JsonElement? Gateway(string name)
    {
        foreach (var gateway in _root.GetProperty("gateways").EnumerateArray())
            if (gateway.GetProperty("gateway").GetString() == name) return gateway;
        return null;
    }

    private Dictionary<string, long> Numbers(string property) =>
        _root.GetProperty(property).EnumerateObject().ToDictionary(number => number.Name, number => number.Value.GetInt64());
}
