using MimeKit;
using OpcSpaces.Notices.Channels;
using OpcSpaces.Notices.Messages;
using OpcSpaces.Notices.Sending;

namespace OpcSpaces.Notices.Mail;

/// <summary>Makes e-mail of messages (RFC 5322): plain text, HTML beside it where there is some, and files.</summary>
internal static class MailMessage
{
    /// <param name="channel">A channel of e-mail.</param>
    /// <param name="message">What to say.</param>
    /// <param name="from">The address that it comes from.</param>
    /// <param name="now">When it is sent.</param>
    public static MimeMessage Of(Channel channel, OutgoingMessage message, string from, DateTimeOffset now)
    {
        var text = message.Text(channel.Language);
        var sender = MailboxAddress.Parse(from);
        var body = new BodyBuilder { TextBody = text.LongText ?? text.Text, HtmlBody = text.Html };
        foreach (var file in message.Notices.SelectMany(notice => notice.Files)) body.Attachments.Add(file.Name, file.Content, ContentType.Parse(file.MediaType));
        var mail = new MimeMessage
        {
            // The same in each attempt, so that readers and servers can recognise a second one.
            MessageId = $"{message.Id}@{sender.Domain}",
            Date = now,
            Subject = $"[{message.Notices[0].Community}] {text.Title}",
            Body = body.ToMessageBody(),
        };
        mail.From.Add(sender);
        foreach (var recipient in channel.Recipients) mail.To.Add(MailboxAddress.Parse(recipient));
        mail.Headers.Add(HeaderId.AutoSubmitted, "auto-generated"); // RFC 3834: nobody's absence is answered
        if (message.Notices.Any(notice => notice.Urgency == NoticeUrgency.Urgent)) mail.Priority = MessagePriority.Urgent;
        return mail;
    }
}
