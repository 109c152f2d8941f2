using Microsoft.Extensions.Logging;
using OpcSpaces.Notices.Channels;
using OpcSpaces.Notices.Mail;
using OpcSpaces.Notices.Sending;

namespace OpcSpaces.Notices.Delivering;

/// <summary>Sends by the kind of the channel.</summary>
internal sealed partial class NoticeSender(WebhookSender webhooks, RobotSender robots, MailSender mail, ILogger<NoticeSender> logger) : INoticeSender
{
    private const string Locked = "its address and secret cannot be read, because the key that encrypted them is lost: restore the folder of keys, or give the channel its address and secret again";

    public async Task<SendResult> SendAsync(Channel channel, OutgoingMessage message, CancellationToken stop)
    {
        if (channel.IsLocked) return SendResult.Failed(Locked);
        try
        {
            return await ByKindAsync(channel, message, stop);
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            // As a failed attempt it is visible, tried again, and given up after its days.
            Unexpected(e, channel);
            return SendResult.Failed($"the attempt failed unexpectedly ({e.GetType().Name}): the log of the cloud says why");
        }
    }

    private Task<SendResult> ByKindAsync(Channel channel, OutgoingMessage message, CancellationToken stop) => channel.Kind switch
    {
        ChannelKind.Webhook => webhooks.SendAsync(channel, message, stop),
        ChannelKind.Email => mail.SendAsync(channel, message, stop),
        _ => robots.SendAsync(channel, message, stop),
    };

    [LoggerMessage(LogLevel.Error, "Channel {Channel}: an attempt failed unexpectedly")]
    private partial void Unexpected(Exception e, Channel channel);
}
