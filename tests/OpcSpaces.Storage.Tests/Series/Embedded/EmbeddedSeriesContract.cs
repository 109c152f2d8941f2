using OpcSpaces.Storage.Series;
using OpcSpaces.Storage.Series.Embedded;

namespace OpcSpaces.Storage.Tests.Series.Embedded;

public sealed class EmbeddedSeriesContract : SeriesStoreContract
{
    protected override Task<ISeriesStore> OpenAsync() => Task.FromResult<ISeriesStore>(new EmbeddedSeriesStore(
        new EmbeddedSeriesOptions { Path = Directory.File("series.db") }, DeadLetters, TimeProvider.System));
}
