using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using OpcSpaces.Sqlite;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Storage.Series;
using OpcSpaces.Storage.Usage;

namespace OpcSpaces.Projections.Running;

/// <summary>Tells outages from bugs. An outage is something outside of the program that can come back: a store, a disk, a network.</summary>
public static class Outage
{
    private const int Busy = 5;
    private const int Locked = 6;

    /// <summary>Whether the same call may succeed later without a change of the program.</summary>
    public static bool Is(Exception exception) => exception switch
    {
        JournalUnavailableException or SeriesUnavailableException or UsageUnavailableException => true,
        IOException or UnauthorizedAccessException or SocketException or HttpRequestException or TimeoutException => true,
        OperationCanceledException => true, // a time limit: the runner has already handled its own stop
        SqliteException { SqliteErrorCode: Busy or Locked } => true,
        SqliteException e => SqliteCode.IsDiskTrouble(e.SqliteErrorCode),
        AggregateException e => e.InnerExceptions.All(Is),
        _ => false,
    };
}
