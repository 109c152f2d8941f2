using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using OpcSpaces.Files;
using OpcSpaces.Notices.Channels;
using OpcSpaces.Notices.Sending;
using OpcSpaces.Notices.Settings;

namespace OpcSpaces.Notices.Mail;

/// <summary>Gives e-mail to the mail server of the host. One connection for each message: there are few of them. Thread-safe.</summary>
internal sealed class MailSender(NoticesOptions options, TimeProvider time)
{
    public async Task<SendResult> SendAsync(Channel channel, OutgoingMessage message, CancellationToken stop)
    {
        if (options.Smtp is not { } smtp) return SendResult.Failed("this installation has no mail server: the administrator sets notices.smtp");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(options.TimeoutSeconds), time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stop);
        using var client = new MailConnection { CheckCertificateRevocation = false, Timeout = options.TimeoutSeconds * 1_000 };
        X509Certificate2Collection authorities = [];
        try
        {
            if (smtp.CaFile is { } ca) Trust(client, authorities, ca);
            await client.ConnectAsync(smtp.Host, smtp.Port, smtp.Security switch { SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect, SmtpSecurity.None => SecureSocketOptions.None, _ => SecureSocketOptions.StartTls }, both.Token);
            if (smtp is { Username: { } user, PasswordFile: { } file }) await client.AuthenticateAsync(user, NamedFile.ReadAllText(file).Split('\n')[0].Trim(), both.Token);
            using var mail = MailMessage.Of(channel, message, smtp.From, time.GetUtcNow());
            await client.SendAsync(mail, both.Token);
            // From here on the server has it. A kill before this is stored sends it again, with the same Message-ID.
            return SendResult.Taken with { Remark = client.Refusal, Deferred = client.Deferred };
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return SendResult.Failed($"the mail server did not answer within {options.TimeoutSeconds} s");
        }
        catch (Exception e) when (Explain(e, smtp) is { } fault)
        {
            return SendResult.Failed(client.Refusal ?? fault) with { Deferred = client.Deferred, IsAboutRecipients = client.Refusal is not null };
        }
        finally
        {
            foreach (var authority in authorities) authority.Dispose();
        }
    }

    private static void Trust(MailConnection client, X509Certificate2Collection authorities, string file)
    {
        authorities.ImportFromPem(NamedFile.ReadAllText(file));
        client.ServerCertificateValidationCallback = (_, certificate, chain, errors) =>
        {
            if (chain is null || certificate is not X509Certificate2 server || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None) return false;
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            return chain.Build(server);
        };
    }

    // What the server says about a password could quote it; its number is enough.
    private static string? Explain(Exception e, SmtpOptions smtp) => e switch
    {
        MailKit.Security.AuthenticationException => "the mail server does not accept the account of notices.smtp",
        SslHandshakeException => $"the certificate of the mail server {smtp.Host} is not accepted",
        NotSupportedException => $"the mail server {smtp.Host} does not offer what notices.smtp.security asks for ({smtp.Security})",
        SmtpCommandException command => $"the mail server answers {(int)command.StatusCode}",
        SocketException socket => $"no connection to the mail server {smtp.Host}: {socket.SocketErrorCode}",
        NamedFileException => e.Message,
        ProtocolException or IOException or System.Security.Authentication.AuthenticationException => $"the connection to the mail server {smtp.Host} broke",
        _ => null,
    };
}
