using OpcSpaces.Notices.Channels;
using OpcSpaces.Notices.Mail;
using OpcSpaces.Notices.Sending;

namespace OpcSpaces.Notices.Delivering;

/// <summary>Sends by the kind of the channel.</summary>
internal sealed class NoticeSender(WebhookSender webhooks, RobotSender robots, MailSender mail) : INoticeSender
{
    public Task<SendResult> SendAsync(Channel channel, OutgoingMessage message, CancellationToken stop) => channel.Kind switch
    {
        ChannelKind.Webhook => webhooks.SendAsync(channel, message, stop),
        ChannelKind.Email => mail.SendAsync(channel, message, stop),
        _ => robots.SendAsync(channel, message, stop),
    };
}
