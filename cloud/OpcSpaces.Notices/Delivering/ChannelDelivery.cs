using Microsoft.Extensions.Logging;
using OpcSpaces.Databases;
using OpcSpaces.Notices.Channels;
using OpcSpaces.Notices.Sending;
using OpcSpaces.Notices.Settings;
using OpcSpaces.Notices.Stores;

namespace OpcSpaces.Notices.Delivering;

/// <summary>Sends what one channel has to send, one message after the other, until there is no more or an attempt fails. Thread-safe; of each channel, once at a time.</summary>
internal sealed partial class ChannelDelivery(DeliveryStore deliveries, INoticeSender sender, SendingPlaces places, NoticesOptions options, TimeProvider time, ILogger<ChannelDelivery> logger)
{
    // 20 a minute.
    private static readonly TimeSpan RobotPace = TimeSpan.FromSeconds(3.1);

    // Quiet hours begin and end with minutes.
    private static readonly TimeSpan HeldPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AwayPause = TimeSpan.FromSeconds(5);

    /// <summary>Sends; returns when the lane has to wait for something, which it then says.</summary>
    /// <exception cref="OperationCanceledException">The host ends.</exception>
    public async Task RunAsync(DeliveryLane lane, CancellationToken stop)
    {
        try
        {
            while (await StepAsync(lane, stop))
            {
                // Until it has to wait.
            }
        }
        catch (DatabaseUnavailableException e)
        {
            // What was sent may not be stored: then it is sent again, with the same id.
            lane.NotBefore = time.GetUtcNow() + AwayPause;
            Away(e.Message);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A bug in one channel must not end the others.
            lane.Failed(time.GetUtcNow(), null);
            Bug(e, lane.Channel);
        }
    }

    // Whether to go on at once.
    private async Task<bool> StepAsync(DeliveryLane lane, CancellationToken stop)
    {
        using var place = await places.TakeAsync(lane.IsTroubled, stop);
        var look = deliveries.Look(lane.Channel, time.GetUtcNow());
        if (look.Next is not { } next)
        {
            (lane.HasWork, lane.NotBefore) = (look.IsHeld, look.IsHeld ? time.GetUtcNow() + HeldPause : lane.NotBefore);
            return false;
        }

        if (next is { IsRest: true, Channel.Recipients: [] })
        {
            deliveries.Defer(next, time.GetUtcNow(), [], "who had not got it is no recipient any more", default);
            return true;
        }

        var began = time.GetTimestamp();
        var result = await sender.SendAsync(next.Channel, OutgoingMessage.Of(next.Channel, next.Notices), stop);
        var now = time.GetUtcNow();
        var giveUpBefore = now - TimeSpan.FromDays(options.GiveUpDays);
        if ((result.IsTaken && result.Deferred.Count > 0) || (next.IsRest && result.IsAboutRecipients))
        {
            // Those who have it do not get it again. If we crash here, they do: the receiver has it, and we do not know.
            deliveries.Defer(next, now, result.Deferred, result.Error ?? result.Remark!, giveUpBefore);
            lane.Succeeded(time.GetElapsedTime(began));
            return true;
        }

        if (result.IsTaken)
        {
            // If we crash here, the receiver has it and we do not know: the next start sends it again with the same id, and what follows only after it.
            deliveries.Delivered(next, now, result.Remark);
            lane.Succeeded(time.GetElapsedTime(began));
            if (next.Channel.Kind is not (ChannelKind.Wecom or ChannelKind.Dingtalk)) return true;
            lane.NotBefore = now + RobotPace;
            return false;
        }

        if (deliveries.Failed(next, now, result.Error!, giveUpBefore) is > 0 and var count) GivenUp(next.Channel, count, options.GiveUpDays);
        lane.Failed(now, result.RetryAfter);
        Failing(next.Channel, result.Error!, lane.NotBefore);
        return false;
    }

    [LoggerMessage(LogLevel.Warning, "Channel {Channel}: {Error}. It is tried again at {Next:O}.")]
    private partial void Failing(Channel channel, string error, DateTimeOffset next);

    [LoggerMessage(LogLevel.Error, "Channel {Channel}: {Count} notices could not be delivered for {Days} days and are given up. The API can replay them.")]
    private partial void GivenUp(Channel channel, int count, int days);

    [LoggerMessage(LogLevel.Error, "Notices cannot be read or stored, and it is tried again: {Fault}")]
    private partial void Away(string fault);

    [LoggerMessage(LogLevel.Error, "Channel {Channel} failed because of a bug, and is tried again.")]
    private partial void Bug(Exception e, string channel);
}
