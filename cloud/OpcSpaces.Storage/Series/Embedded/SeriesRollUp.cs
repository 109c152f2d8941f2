using OpcSpaces.Sqlite;

namespace OpcSpaces.Storage.Series.Embedded;

/// <summary>
/// Sums up the hours of series, when somebody asks for them: a year of a meter that reports each minute is 8,784 hours instead of half a million readings. What is
/// written into an hour that was summed up sets the series back to that hour, in the same transaction. Belongs to the writer.
/// </summary>
internal sealed class SeriesRollUp(SqliteDatabase database)
{
    private readonly SqliteStatement _readings = database.Prepare(
        $"SELECT {EmbeddedSamples.Columns} FROM reading WHERE series_id = ?1 AND time_ns >= ?2 AND time_ns < ?3 ORDER BY time_ns");

    private readonly SqliteStatement _save = database.Prepare("INSERT OR REPLACE INTO hour VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)");
    private readonly SqliteStatement _mark = database.Prepare("UPDATE series SET rolled_ns = ?2 WHERE id = ?1");

    /// <summary>Sets a series back for a reading that comes late.</summary>
    public void SetBack(SeriesRow series, long timeNs) => Mark(series, SeriesGrid.HourOf(timeNs));

    /// <summary>Sums up hours from where the series is, some <paramref name="most"/> readings.</summary>
    /// <param name="series">The series.</param>
    /// <param name="untilNs">The end of the last hour.</param>
    /// <param name="most">How many readings at most, and the rest of an hour.</param>
    public void Roll(SeriesRow series, long untilNs, int most)
    {
        var (hour, summary, taken) = (long.MinValue, default(SeriesSummary), 0);
        var reached = untilNs;
        _readings.Bind(1, series.Id).Bind(2, series.RolledNs).Bind(3, untilNs);
        while (_readings.Step())
        {
            var sample = EmbeddedSamples.Read(_readings);
            if (SeriesGrid.HourOf(sample.TimeNs) is var next && next != hour)
            {
                if (hour != long.MinValue) Save(series.Id, hour, summary);
                if (taken >= most)
                {
                    (reached, hour) = (next, long.MinValue);
                    _readings.Reset();
                    break;
                }

                (hour, summary) = (next, default);
            }

            summary.Take(sample);
            taken++;
        }

        if (hour != long.MinValue) Save(series.Id, hour, summary);
        Mark(series, reached);
    }

    /// <summary>A row of the table <c>hour</c>, from its third column on.</summary>
    public static SeriesSummary Read(SqliteStatement row, int column) => new()
    {
        Count = row.Int64(column),
        Others = row.Int64(column + 1),
        Numbers = row.Int64(column + 2),
        Least = row.Double(column + 3),
        Most = row.Double(column + 4),
        Sum = row.Double(column + 5),
        Last = row.Double(column + 6),
        First = Register(row, column + 7),
        Newest = Register(row, column + 9),
        Growth = row.Int64(column + 11),
    };

    private static RegisterReading? Register(SqliteStatement row, int column) => row.IsNull(column) ? null : new RegisterReading(row.Int64(column), row.Int64(column + 1));

    private void Mark(SeriesRow series, long rolledNs)
    {
        _mark.Bind(1, series.Id).Bind(2, rolledNs).Run();
        series.RolledNs = rolledNs;
    }

    private void Save(long id, long hour, in SeriesSummary summary)
    {
        _save.Bind(1, id).Bind(2, hour).Bind(3, summary.Count).Bind(4, summary.Others).Bind(5, summary.Numbers)
            .Bind(6, summary.Least).Bind(7, summary.Most).Bind(8, summary.Sum).Bind(9, summary.Last);
        Bind(10, summary.First);
        Bind(12, summary.Newest);
        _save.Bind(14, summary.Growth).Run();
    }

    private void Bind(int parameter, RegisterReading? reading)
    {
        if (reading is { } known) _save.Bind(parameter, known.TimeNs).Bind(parameter + 1, known.Value);
        else _save.BindNull(parameter).BindNull(parameter + 1);
    }
}
