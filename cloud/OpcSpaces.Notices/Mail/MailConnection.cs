using MailKit.Net.Smtp;
using MimeKit;

namespace OpcSpaces.Notices.Mail;

/// <summary>A connection to the mail server that goes on when it refuses some of the recipients: the others must not miss the message.</summary>
internal sealed class MailConnection : SmtpClient
{
    private readonly List<string> _refused = [];

    /// <summary>The recipients that were refused, with the server's reason.</summary>
    public IReadOnlyList<string> Refused => _refused;

    protected override void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response) => _refused.Add($"{mailbox.Address} ({(int)response.StatusCode})");
}
