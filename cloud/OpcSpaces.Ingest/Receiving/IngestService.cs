using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpcSpaces.Ingest.Messages;
using OpcSpaces.Ingest.Status;
using OpcSpaces.Ingest.Watermarking;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Timing;
using OpcSpaces.Wire.Host;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.Ingest.Receiving;

/// <summary>
/// Runs ingest: opens the journal, goes online at the broker, and processes messages on one thread. When the journal fails, the host goes
/// offline, so that gateways keep their batches; it starts over when the journal can be written again.
/// </summary>
internal sealed partial class IngestService(
    Receiver receiver, ConnectionCommands commands, IMqttConnector connector, IStateTimestampStore timestamps, IngestOptions options,
    IngestHealth health, SuspicionBoard suspicions, IntakeBoard board, TimeProvider time, ILogger<IngestService> logger) : BackgroundService
{
    private readonly Backoff _pause = new(new BackoffOptions(options.FirstJournalPauseMs, options.LongestJournalPauseMs) with { Jitter = 0.25 });

    private string? _loggedReason; // a reason that repeats is logged once

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        // Not on the caller's thread: the journal's first transaction may take long.
        await Task.Yield();
        while (!stop.IsCancellationRequested)
        {
            try
            {
                receiver.Open();
                await ListenAsync(stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                break;
            }
            catch (JournalUnavailableException e)
            {
                var pause = _pause.Next();
                health.Set(IngestCondition.JournalUnavailable, e.Message);
                if (e.Message != _loggedReason)
                    LogJournalUnavailable(e, (long)pause.TotalMilliseconds);
                _loggedReason = e.Message;
                await Task.Delay(pause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        health.Set(IngestCondition.Stopped);
    }

    /// <summary>Goes online, processes messages, and goes offline. Throws what ended it, except for <paramref name="stop"/>.</summary>
    private async Task ListenAsync(CancellationToken stop)
    {
        var inbox = new Inbox(options.InboxMessages, options.InboxBytes);
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var host = new HostConnectionOptions { HostId = options.HostId, Groups = options.Communities };
        var connection = new HostConnection(connector, host, new InboxListener(inbox, health, suspicions, time, logger), timestamps, time);
        commands.Use(connection);
        await using var tick = time.CreateTimer(_ => inbox.Wake(), null, TickPeriod, TickPeriod);

        var online = connection.RunAsync(leave.Token);
        var pump = Task.Factory.StartNew(
            () => Pump(inbox, leave.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await Task.WhenAny(online, pump);
        await leave.CancelAsync();
        inbox.Close();
        commands.Use(null);
        await Task.WhenAll(online, pump);
    }

    private void OnJournalWorks()
    {
        _pause.Succeeded();
        _loggedReason = null;
    }

    private TimeSpan GatherTime => TimeSpan.FromMilliseconds(options.GatherMs);

    private TimeSpan TickPeriod => TimeSpan.FromMilliseconds(options.TickMs);

    private void Pump(Inbox inbox, CancellationToken stop)
    {
        var empty = new List<ReceivedMessage>();
        var (tickedAt, tookAt) = (time.GetTimestamp(), time.GetTimestamp());
        while (!stop.IsCancellationRequested)
        {
            inbox.Await(1, Timeout.InfiniteTimeSpan);
            // A message after a quiet time is processed at once. Many messages share commits, and wake the projections once.
            if (GatherTime - time.GetElapsedTime(tookAt) is { Ticks: > 0 } left)
                inbox.Await(options.GroupEntries, left);
            var messages = inbox.TakeAll(empty);
            if (messages.Count > 0)
                tookAt = time.GetTimestamp();
            receiver.Process(messages);
            if (messages.Count > 0)
                OnJournalWorks();
            messages.Clear();
            empty = messages;
            if (time.GetElapsedTime(tickedAt) < TickPeriod)
                continue;
            tickedAt = time.GetTimestamp();
            receiver.Tick();
            board.Publish(receiver.Gateways);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Cannot write the journal. Nothing is acknowledged, and gateways keep their batches. Retrying in {PauseMs} ms; the same reason is not logged again")]
    private partial void LogJournalUnavailable(Exception exception, long pauseMs);
}
