using Microsoft.Data.Sqlite;
using OpcSpaces.Projections.Running;
using OpcSpaces.Sqlite;
using OpcSpaces.Storage.Series;

namespace OpcSpaces.Projections.Tests.Running;

public sealed class OutageTests
{
    public static TheoryData<Exception> Outages =>
    [
        new SeriesUnavailableException("away"), new IOException("full"), new HttpRequestException("refused"), new TimeoutException(),
        new TaskCanceledException("the request took too long"), new SqliteException("full", SqliteCode.Full),
        new AggregateException(new IOException("full"), new TimeoutException()),
    ];

    public static TheoryData<Exception> Bugs =>
    [
        new InvalidOperationException(), new InvalidCastException(), new KeyNotFoundException(),
        new FormatException(), new SqliteException("no such column", 1), new AggregateException(new IOException(), new InvalidCastException()),
    ];

    [Theory]
    [MemberData(nameof(Outages))]
    public void What_lies_outside_of_the_program_is_an_outage(Exception exception) => Assert.True(Outage.Is(exception));

    [Theory]
    [MemberData(nameof(Bugs))]
    public void Everything_else_is_a_bug(Exception exception) => Assert.False(Outage.Is(exception));
}
