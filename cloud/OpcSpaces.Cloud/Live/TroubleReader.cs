using OpcSpaces.Cloud.Settings;
using OpcSpaces.Dashboards.Live;
using OpcSpaces.Ingest.Status;
using OpcSpaces.Projections.Live;
using OpcSpaces.Projections.Running;
using OpcSpaces.Registry;
using OpcSpaces.Storage.Series;

namespace OpcSpaces.Cloud.Live;

/// <summary>Says what does not work, for people who watch the page.</summary>
internal static class TroubleReader
{
    public static IReadOnlyList<LiveTrouble> Read(
        IngestHealth health, IReadOnlyList<Suspicion> suspicions, SeriesStoreStatus series, IReadOnlyList<ProjectionStatus> projections, RegistryAway? registry, CloudOptions options)
    {
        var troubles = new List<LiveTrouble>();
        if (health.Condition == IngestCondition.JournalUnavailable)
        {
            troubles.Add(new(
                "Nothing is recorded: the gateways keep their readings.", health.Since, health.Detail ?? "The journal cannot be written.",
                $"Make room on the disk of {options.DataDirectory}, or repair it."));
        }
        if (health.Condition == IngestCondition.BrokerUnavailable)
        {
            troubles.Add(new(
                "No readings arrive: the gateways keep them.", health.Since, health.Detail ?? "The broker cannot be reached.",
                options.Broker is { } broker ? $"Check that the broker at {broker.Host}:{broker.Port} runs, can be reached and answers." : "Restart the cloud: the broker is part of it."));
        }
        if (series.Outage is { } outage)
        {
            var store = options.Influx is null ? "The file of the series" : "InfluxDB";
            troubles.Add(new($"{store} does not accept readings. They wait in the journal, and this page still works.", outage.Since, outage.Why, outage.Fix));
        }
        if (registry is not null)
        {
            troubles.Add(new(
                "The registry cannot be reached: the plan stays as it was, and tenants and leases cannot be read or changed. Readings are not affected.", registry.Since, registry.Why,
                "Start its database, or correct the settings under \"registry\". It is tried again by itself."));
        }
        troubles.AddRange(suspicions.Select(suspicion => new LiveTrouble(suspicion.What, suspicion.Since, "", null)));
        troubles.AddRange(projections.Where(projection => projection.IsTrouble).Select(Read));
        return troubles;
    }

    private static LiveTrouble Read(ProjectionStatus projection)
    {
        var isLive = projection.Name == LiveProjectionHosting.ProjectionName;
        var effect = isLive ? "this page no longer follows the building" : "its readings wait in the journal, and this page still works";
        var (what, fix) = projection.Condition switch
        {
            ProjectionCondition.Stopped => ("has stopped", "Restart the cloud. If it stops again at the same entry, report the fault with the cloud's log."),
            ProjectionCondition.Failing => ("fails and retries", null),
            _ => ("waits and retries", (string?)null),
        };
        return new($"The projection '{projection.Name}' {what}: {effect}.", projection.Since, projection.Detail ?? "", fix) { HidesPlan = isLive };
    }
}
