using OpcSpaces.Alarms.Judging;
using OpcSpaces.Broker;
using OpcSpaces.Cloud.Privacy;
using OpcSpaces.Ingest.Status;
using OpcSpaces.Notices.Delivering;
using OpcSpaces.Projections.Running;
using OpcSpaces.Registry;
using OpcSpaces.Storage.Series;

namespace OpcSpaces.Cloud.Status;

/// <summary>Gathers the <see cref="CloudStatus"/>. Cheap and safe from any thread.</summary>
internal sealed class StatusReader(IngestStatusSource ingest, ProjectionSet projections, ISeriesStore series, RegistryHealth registry, AlarmHealth alarms, NoticesHealth notices, PrivacyService privacy, EmbeddedBroker? broker = null)
{
    public CloudStatus Read() => CloudStatus.Of(ingest.Read(), projections.Status, series.Status, broker is null ? null : Read(broker), registry.Away, alarms.Away, notices.Status, privacy.Status);

    private static BrokerStatus Read(EmbeddedBroker broker) => new(broker.Port, broker.Connections, broker.Counts);
}
