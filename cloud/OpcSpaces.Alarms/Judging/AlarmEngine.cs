using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpcSpaces.Alarms.Settings;
using OpcSpaces.Alarms.Storing;
using OpcSpaces.Databases;
using OpcSpaces.Model.Alarms;
using OpcSpaces.Model.Alarms.Books;
using OpcSpaces.Model.Alarms.Conditions;

namespace OpcSpaces.Alarms.Judging;

/// <summary>
/// Judges each minute what is known, and stores what comes of it. While the database is away nothing is judged, and nothing else of the host is hindered; then it goes on from
/// what is stored, which may be more than what was answered.
/// </summary>
public sealed partial class AlarmEngine(AlarmStore store, IAlarmSightReader sights, AlarmHealth health, AlarmOptions options, TimeProvider time, ILogger<AlarmEngine> logger) : BackgroundService
{
    private readonly AlarmRules _rules = options.ToRules();
    private AlarmBook? _book; // null until it was read, and after a commit whose outcome is not known

    /// <summary>Judges now. One caller at a time.</summary>
    /// <exception cref="DatabaseUnavailableException">Nothing was judged, or it is not known whether it was stored.</exception>
    internal void Judge()
    {
        var started = time.GetTimestamp();
        var book = _book ?? store.LoadBook();
        _book = null;
        var sight = sights.Read();
        var found = AlarmConditions.Of(sight, _rules);
        var turn = book.Judge(sight.Now, found);
        if (!turn.IsEmpty) store.Commit(turn);
        _book = turn.Next;
        health.LastJudgementMs = time.GetElapsedTime(started).TotalMilliseconds;
        if (health.SetIgnored(found.Ignored) && found.Ignored > 0) Ignored(found.Ignored);
        foreach (var happened in turn.Events) Happened(happened.Kind, happened.Key.Kind, happened.Key.Subject.Community, happened.Key.Subject.ToString(), happened.Detail);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.JudgeSeconds), time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) TryJudge();
        }
        catch (OperationCanceledException)
        {
            // The host ends.
        }
    }

    private void TryJudge()
    {
        try
        {
            Judge();
            if (health.Set(null)) Back();
        }
        catch (Exception e) when (e is DatabaseUnavailableException or DatabaseRefusedException)
        {
            if (health.Set(e.Message)) Away(e.Message);
        }
        catch (Exception e)
        {
            // A bug in a judgement must not end the host: readings come first.
            if (health.Set($"a judgement failed: {e.GetType().Name}: {e.Message}")) Failed(e);
        }
    }

    [LoggerMessage(LogLevel.Information, "Alarm {Event}: {Kind} in '{Community}', {Subject}: {Detail}")]
    private partial void Happened(AlarmEventKind @event, AlarmKind kind, string community, string subject, string detail);

    [LoggerMessage(LogLevel.Warning, "{Count} troubles that gateways report become no alarms: their points are not there, or the names of these are no ids (128 bytes without control characters)")]
    private partial void Ignored(int count);

    [LoggerMessage(LogLevel.Error, "Alarms are not judged, and it is tried again: {Fault}")]
    private partial void Away(string fault);

    [LoggerMessage(LogLevel.Error, "A judgement of alarms failed. It is tried again")]
    private partial void Failed(Exception exception);

    [LoggerMessage(LogLevel.Information, "Alarms are judged again.")]
    private partial void Back();
}
