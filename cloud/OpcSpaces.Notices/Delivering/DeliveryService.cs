using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpcSpaces.Databases;
using OpcSpaces.Notices.Databases;
using OpcSpaces.Notices.Settings;
using OpcSpaces.Notices.Stores;

namespace OpcSpaces.Notices.Delivering;

/// <summary>
/// Looks once a second which channels have something to send and may, and lets each of them send. What is to be sent is in the database alone: a start
/// after a kill is a start. A database that is away stops nothing else.
/// </summary>
internal sealed partial class DeliveryService(
    NoticesDatabase database, NoticeQueue queue, ChannelStore channels, DeliveryStore deliveries, DeliveryBell bell, ChannelDelivery sending, NoticesHealth health, NoticesOptions options, TimeProvider time, ILogger<DeliveryService> logger)
    : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan StatusEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan CleanEvery = TimeSpan.FromHours(6);

    // Touched by the loop alone, but for what a lane says about itself while it is busy.
    private readonly Dictionary<string, DeliveryLane> _lanes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Task> _running = new(StringComparer.Ordinal);
    private DateTimeOffset _nextStatus;
    private DateTimeOffset _nextCleaning;
    private bool _isLoaded;

    /// <summary>Opens the database: one that this program cannot use at all ends the start.</summary>
    /// <exception cref="DatabaseRefusedException">It is foreign, newer or damaged.</exception>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            database.Open();
        }
        catch (DatabaseUnavailableException e)
        {
            Away(e.Message);
        }

        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Tick, time);
        try
        {
            do
            {
                Look(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The host ends.
        }

        await Task.WhenAll(_running.Values.Select(EndedAsync));
    }

    /// <summary>Looks once, and waits until no channel sends: what the loop does in a second.</summary>
    internal async Task RoundAsync(CancellationToken stop)
    {
        Look(stop);
        await Task.WhenAll(_running.Values.Select(EndedAsync));
    }

    private static async Task EndedAsync(Task task)
    {
        try
        {
            await task;
        }
        catch (OperationCanceledException)
        {
            // It was on its way when the host ended: the next start sends it again.
        }
    }

    private void Look(CancellationToken stop)
    {
        try
        {
            if (!_isLoaded) Load();
            foreach (var (id, _) in _running.Where(it => it.Value.IsCompleted).ToList()) End(id);
            Listen();
            Clean();
            var now = time.GetUtcNow();
            foreach (var lane in _lanes.Values.Where(lane => lane is { HasWork: true, IsBusy: false } && lane.NotBefore <= now))
            {
                lane.IsBusy = true;
                _running[lane.Channel] = Task.Run(() => sending.RunAsync(lane, stop), stop);
            }

            ShowStatus(now);
        }
        catch (Exception e) when (e is DatabaseUnavailableException or DatabaseRefusedException)
        {
            if (IsNews(e.Message)) Away(e.Message);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A bug here must not end the host: readings come first.
            if (IsNews($"a look at what is to be sent failed: {e.GetType().Name}")) Bug(e);
        }
    }

    private bool IsNews(string why)
    {
        var isNews = health.Status.Away != why;
        health.Status = health.Status with { Away = why, AwaySince = health.Status.AwaySince ?? time.GetUtcNow() };
        return isNews;
    }

    private void End(string channel)
    {
        _running.Remove(channel);
        _lanes[channel].IsBusy = false;
    }

    private void Load()
    {
        if (channels.ProtectAll() is > 0 and var count) Protected(count);
        foreach (var channel in deliveries.Waiting()) LaneOf(channel);
        _isLoaded = true;
    }

    private void Listen()
    {
        var later = new List<(string Channel, bool IsNow)>();
        while (bell.TryTake(out var rung))
        {
            var lane = LaneOf(rung.Channel);
            if (lane.IsBusy)
            {
                // It may just have seen that there is no more.
                later.Add(rung);
                continue;
            }

            lane.HasWork = true;
            if (rung.IsNow) lane.NotBefore = DateTimeOffset.MinValue;
        }

        foreach (var (channel, isNow) in later) bell.Ring(channel, isNow);
    }

    private DeliveryLane LaneOf(string channel) => _lanes.TryGetValue(channel, out var lane) ? lane : _lanes[channel] = new DeliveryLane(channel, options, random: null);

    private void Clean()
    {
        var now = time.GetUtcNow();
        if (now < _nextCleaning) return;
        queue.RemoveBefore(now - TimeSpan.FromDays(options.KeepDays));
        _nextCleaning = now + CleanEvery;
    }

    private void ShowStatus(DateTimeOffset now)
    {
        if (now < _nextStatus && health.Status.Away is null) return;
        var (waiting, oldest) = deliveries.Backlog();
        health.Status = new NoticesStatus(waiting, oldest, [.. channels.Failing().Select(it => new FailingChannel(it.Channel.Community, it.Channel.Id, it.Channel.Name, it.State.FailingSince!.Value, it.State.LastError, it.State.Waiting))], null, null);
        _nextStatus = now + StatusEvery;
    }

    [LoggerMessage(LogLevel.Information, "The secrets of {Count} channels were stored as they are, and are encrypted now.")]
    private partial void Protected(int count);

    [LoggerMessage(LogLevel.Error, "Notices are not delivered, and it is tried again: {Fault}")]
    private partial void Away(string fault);

    [LoggerMessage(LogLevel.Error, "Notices are not delivered because of a bug, and it is tried again.")]
    private partial void Bug(Exception e);
}
