using OpcSpaces.Dashboards.Live;
using OpcSpaces.Ingest.Status;
using OpcSpaces.Storage.Series;

namespace OpcSpaces.Cloud.Live;

/// <summary>Says what has stopped, for people who watch the page.</summary>
internal static class TroubleReader
{
    public static IReadOnlyList<LiveTrouble> Read(IngestHealth health, SeriesStoreStatus series, CloudOptions options)
    {
        var troubles = new List<LiveTrouble>();
        if (health.Condition == IngestCondition.JournalAway)
        {
            troubles.Add(new(
                "Nothing is recorded: the gateways keep their readings.", health.Since, health.Detail ?? "The journal cannot be written.",
                $"Make room on the disk of {options.DataDirectory}, or repair it."));
        }
        if (health.Condition == IngestCondition.BrokerAway)
        {
            troubles.Add(new(
                "No reading comes in: the gateways keep them.", health.Since, health.Detail ?? "The broker is away.",
                $"See whether the broker at {options.Broker} runs and can be reached."));
        }
        if (series.Outage is { } outage)
        {
            var store = options.Influx is null ? "The series' own file" : "InfluxDB";
            troubles.Add(new($"{store} takes no readings: they wait in the journal, and this page goes on.", outage.Since, outage.Why, outage.Fix));
        }
        return troubles;
    }
}
