using System.Globalization;
using System.Text.Json;
using OpcSpaces.Access.Logging;
using OpcSpaces.Alarms.Databases;
using OpcSpaces.Alarms.Storing;
using OpcSpaces.Cloud.Alarms;
using OpcSpaces.Cloud.Settings;
using OpcSpaces.CommandLine;
using OpcSpaces.Databases;
using OpcSpaces.Model.Alarms;
using OpcSpaces.Points;

namespace OpcSpaces.Cloud.AlarmCommands;

/// <summary>Carries out the commands of <see cref="AlarmCommand"/>, on the database itself, also beside a running cloud.</summary>
internal static class AlarmWork
{
    private const string Cloud = "(the cloud)";

    public static CommandAnswer List(CloudOptions options, string? community, AlarmChoice choice, int most) => Do(options, store =>
    {
        var known = store.Communities;
        if (community is not null && !known.Contains(community)) return new(ExitCode.Done, [$"no alarms of {Terminal.Quote(community)}"]);
        var found = (community is null ? known : [community])
            .SelectMany(of => StatesOf(choice).SelectMany(state => store.List(of, new AlarmFilter(state), null, most)))
            .OrderByDescending(item => item.Position).Take(most).Select(item => item.Alarm).ToList();
        return new(ExitCode.Done, found.Count == 0 ? [choice == AlarmChoice.Open ? "nothing is wrong" : "no alarms"] : [.. found.SelectMany(Lines)]);
    });

    public static CommandAnswer Show(CloudOptions options, string id) => Do(options, store => Find(store, id) is { } found
        ? new(ExitCode.Done, [.. Lines(found.Alarm), .. found.Events.Select(Line)])
        : Unknown(id));

    public static CommandAnswer Acknowledge(CloudOptions options, string id, string? note) => Do(options, store =>
    {
        if (Find(store, id) is not { } found) return Unknown(id);
        var before = found.Alarm;
        var now = store.Acknowledge(before.Subject.Community, id, Actor.AtCommandLine(Environment.UserName).Who, note)!;
        return now.State == AlarmState.Cleared ? new(ExitCode.Failed, ["its condition is gone already"])
            : before.State == AlarmState.Acknowledged ? new(ExitCode.Done, [$"{now.AcknowledgedBy} takes care of it since {Time(now.AcknowledgedAt!.Value)}"])
            : new(ExitCode.Done, [.. Lines(now)]);
    });

    private static CommandAnswer Do(CloudOptions options, Func<AlarmStore, CommandAnswer> work)
    {
        try
        {
            using var database = new AlarmsDatabase(AlarmsHost.PlaceOf(options));
            return database.OpenForReading() ? work(new AlarmStore(database, DataClock.Of(options.DataDirectory))) : new(ExitCode.Failed, ["there are no alarms yet: the cloud makes their database at its start"]);
        }
        catch (Exception e) when (e is DatabaseUnavailableException or DatabaseRefusedException)
        {
            return new(ExitCode.Failed, [e.Message]);
        }
    }

    private static IReadOnlyList<AlarmState?> StatesOf(AlarmChoice choice) => choice switch
    {
        AlarmChoice.Open => [AlarmState.Open, AlarmState.Acknowledged],
        AlarmChoice.Acknowledged => [AlarmState.Acknowledged],
        AlarmChoice.Cleared => [AlarmState.Cleared],
        _ => [null],
    };

    private static (Alarm Alarm, IReadOnlyList<StoredAlarmEvent> Events)? Find(AlarmStore store, string id) =>
        store.Communities.Select(community => store.Find(community, id)).FirstOrDefault(found => found is not null);

    private static CommandAnswer Unknown(string id) => new(ExitCode.Wrong, [$"there is no alarm {Terminal.Quote(id)}: alarms list shows the ids"]);

    private static IEnumerable<string> Lines(Alarm alarm)
    {
        var community = alarm.Subject.Community is { Length: > 0 } of ? of : Cloud;
        yield return $"{Time(alarm.RaisedAt)}  {Word(alarm.Severity),-8}  {Word(alarm.State),-12}  {Word(alarm.Kind),-20}  {community}  {alarm.Subject}  {alarm.Id}";
        yield return $"    {alarm.Detail}";
        if (alarm.Unjudged is { } unjudged) yield return $"    not judged now: {unjudged}";
        if (alarm.AcknowledgedAt is { } at) yield return $"    {alarm.AcknowledgedBy} takes care since {Time(at)}{(alarm.Note is { } note ? $": {OneLine(note)}" : "")}";
        if (alarm.ClearedAt is { } cleared) yield return $"    cleared at {Time(cleared)}";
    }

    private static string Line(StoredAlarmEvent happened) => $"  {Time(happened.At)}  {Word(happened.Event),-12}  {(happened.Who is { } who ? $"{who}: " : "")}{OneLine(happened.Detail)}";

    // Notes may have several lines.
    private static string OneLine(string text) => Letters.Shown(text.Replace('\n', ' '));

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName($"{value}");

    private static string Time(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
