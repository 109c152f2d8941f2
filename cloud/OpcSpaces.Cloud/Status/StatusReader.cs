using OpcSpaces.Ingest.Status;
using OpcSpaces.Projections.Running;
using OpcSpaces.Storage.Series;

namespace OpcSpaces.Cloud.Status;

/// <summary>Gathers the <see cref="CloudStatus"/>. Cheap and safe from any thread.</summary>
internal sealed class StatusReader(IngestStatusSource ingest, ProjectionSet projections, ISeriesStore series)
{
    public CloudStatus Read() => CloudStatus.Of(ingest.Read(), projections.Status, series.Status);
}
