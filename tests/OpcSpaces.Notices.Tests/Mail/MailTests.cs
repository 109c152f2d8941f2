using OpcSpaces.Notices.Channels;
using OpcSpaces.Notices.Messages;
using OpcSpaces.Notices.Settings;
using OpcSpaces.Notices.Tests.Bench;
using OpcSpaces.Testing;

namespace OpcSpaces.Notices.Tests.Mail;

/// <summary>E-mail over a real mail server.</summary>
public sealed class MailTests : IDisposable
{
    private const string Password = "a secret of a test";
    private readonly TemporaryDirectory _folder = new("mail");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_e_mail_has_text_html_and_files_in_the_language_of_the_channel()
    {
        await using var server = await MailServer.StartAsync();
        using var bench = Bench(server);
        AddChannel(bench);
        var text = new NoticeText("月度报告", "短文本") { LongText = "长文本\n第二行", Html = "<!DOCTYPE html><p>表格</p>" };
        await bench.Notices.AddAsync(NoticesBench.Notice("report:1", NoticeUrgency.Urgent) with { Texts = new NoticeTexts(new NoticeText("x", "x"), text), Files = [new NoticeFile("报告.csv", "text/csv", [1, 2, 3])] });
        await bench.RoundAsync();
        var mail = Assert.Single(server.Taken);
        Assert.Equal(("spaces@example.org", "eva@example.org,max@example.org"), (mail.From, string.Join(',', mail.To)));
        Assert.Equal("[hub] 月度报告", mail.Message.Subject);
        Assert.Equal("长文本\n第二行", mail.Message.TextBody!.ReplaceLineEndings("\n").TrimEnd());
        Assert.Contains("<p>表格</p>", mail.Message.HtmlBody, StringComparison.Ordinal);
        var file = Assert.IsAssignableFrom<MimeKit.MimePart>(Assert.Single(mail.Message.Attachments));
        Assert.Equal("报告.csv", file.FileName);
        Assert.Equal("auto-generated", mail.Message.Headers["Auto-Submitted"]);
        Assert.Matches("^msg_[A-Za-z0-9_-]+@example.org$", mail.Message.MessageId);
        Assert.Equal(bench.Time.GetUtcNow(), mail.Message.Date);
        Assert.Equal((0, null), (bench.State().Waiting, bench.State().LastError));
    }

    [Fact]
    public async Task A_server_with_TLS_and_an_account_is_used_when_its_authority_is_trusted_and_the_password_is_right()
    {
        var (key, certificate) = Certificate();
        await using var server = await MailServer.StartAsync(key, certificate, "spaces", Password);
        var smtp = new SmtpOptions { Host = "127.0.0.1", Port = server.Port, From = "spaces@example.org", Username = "spaces", PasswordFile = _folder.File("password") };
        await File.WriteAllTextAsync(smtp.PasswordFile, "wrong\n");
        using var bench = Bench(smtp);
        AddChannel(bench);
        await bench.AddAsync("alarm:1");
        await bench.RoundAsync();
        Assert.Equal("the certificate of the mail server 127.0.0.1 is not accepted", bench.State().LastError);
        smtp.CaFile = certificate;
        await bench.PassAsync(TimeSpan.FromHours(1), TimeSpan.FromHours(1));
        Assert.Equal("the mail server does not accept the account of notices.smtp", bench.State().LastError);
        Assert.Empty(server.Taken);
        await File.WriteAllTextAsync(smtp.PasswordFile, $"{Password}\n");
        await bench.PassAsync(TimeSpan.FromHours(1), TimeSpan.FromHours(1));
        Assert.Null(bench.State().LastError);
        var mail = Assert.Single(server.Taken);
        Assert.Equal((true, "spaces"), (mail.IsEncrypted, mail.User));
        Assert.DoesNotContain(bench.Log.Messages, line => line.Contains(Password, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_does_not_offer_encryption_gets_no_password()
    {
        await using var server = await MailServer.StartAsync(user: "spaces", password: Password);
        var smtp = new SmtpOptions { Host = "127.0.0.1", Port = server.Port, From = "spaces@example.org", Username = "spaces", PasswordFile = _folder.File("password") };
        await File.WriteAllTextAsync(smtp.PasswordFile, Password);
        using var bench = Bench(smtp);
        AddChannel(bench);
        await bench.AddAsync("alarm:1");
        await bench.RoundAsync();
        Assert.Equal("the mail server 127.0.0.1 does not offer what notices.smtp.security asks for (StartTls)", bench.State().LastError);
    }

    [Fact]
    public async Task One_wrong_recipient_does_not_cost_the_others_the_message_and_is_visible()
    {
        await using var server = await MailServer.StartAsync(refused: "max@example.org");
        using var bench = Bench(server);
        AddChannel(bench);
        await bench.AddAsync("alarm:1");
        await bench.RoundAsync();
        Assert.Equal(["eva@example.org"], Assert.Single(server.Taken).To);
        Assert.Equal((0, null, "the mail server refuses max@example.org (550)"), (bench.State().Waiting, bench.State().FailingSince, bench.State().LastError));
    }

    [Fact]
    public async Task A_recipient_that_is_deferred_is_tried_again_alone_and_holds_nobody_up()
    {
        await using var server = await MailServer.StartAsync(deferred: "max@example.org=3");
        using var bench = Bench(server);
        AddChannel(bench);
        await bench.AddAsync("alarm:1");
        await bench.RoundAsync();
        Assert.Equal(["eva@example.org"], Assert.Single(server.Taken).To);
        Assert.Equal((1, null, "the mail server defers max@example.org (450)"), (bench.State().Waiting, bench.State().FailingSince, bench.State().LastError));
        // What follows goes on, to those who can get it.
        await bench.AddAsync("alarm:2");
        await bench.PassAsync(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        Assert.Equal(["eva@example.org"], server.Taken[1].To);
        bench.Restart();
        await bench.PassAsync(TimeSpan.FromHours(2), TimeSpan.FromMinutes(1));
        Assert.Equal(["eva@example.org alarm:1", "eva@example.org alarm:2", "max@example.org alarm:1", "max@example.org alarm:2"], server.Taken.SelectMany(mail => mail.To.Select(to => $"{to} {mail.Message.Subject!.Split(' ')[^1]}")).Order(StringComparer.Ordinal));
        Assert.Equal(2, server.Taken.Select(mail => mail.Message.MessageId).Distinct().Count());
        Assert.Equal((0, 0, null), (bench.State().Waiting, bench.State().GivenUp, bench.State().LastError));
    }

    [Fact]
    public async Task Who_is_deferred_for_days_is_given_up_with_the_reason_and_a_replay_is_for_nobody_else()
    {
        await using var server = await MailServer.StartAsync(deferred: "max@example.org=1000000");
        using var bench = Bench(server);
        AddChannel(bench);
        await bench.AddAsync("alarm:1");
        await bench.PassAsync(TimeSpan.FromDays(8), TimeSpan.FromHours(2));
        Assert.Equal((0, 1), (bench.State().Waiting, bench.State().GivenUp));
        var lost = Assert.Single(bench.Deliveries.List("webhook2", Rows.DeliveryState.GivenUp, null, 10));
        Assert.Equal("the mail server defers max@example.org (450)", lost.Error);
        bench.Deliveries.Replay("webhook2", bench.Time.GetUtcNow());
        await bench.RoundAsync();
        Assert.Equal(["eva@example.org"], Assert.Single(server.Taken).To);
        Assert.Equal((1, 0), (bench.State().Waiting, bench.State().GivenUp));
        // Nobody is left who has not got it.
        bench.Channels.Change(bench.Channels.Find(NoticesBench.Hub, "webhook2")!.Value.Channel with { Recipients = ["eva@example.org"] });
        await bench.PassAsync(TimeSpan.FromHours(5), TimeSpan.FromMinutes(30));
        Assert.Equal("who had not got it is no recipient any more", Assert.Single(bench.Deliveries.List("webhook2", null, null, 10)).Error);
        Assert.Single(server.Taken);
    }

    [Fact]
    public async Task A_message_that_nobody_may_get_waits_and_so_does_one_without_a_server()
    {
        await using var server = await MailServer.StartAsync(refused: "eva@example.org");
        using var bench = Bench(server);
        AddChannel(bench, "eva@example.org");
        await bench.AddAsync("alarm:1");
        await bench.RoundAsync();
        Assert.Empty(server.Taken);
        Assert.Equal((1, "the mail server refuses eva@example.org (550)"), (bench.State().Waiting, bench.State().LastError));

        using var folder = new TemporaryDirectory("mail");
        using var without = new NoticesBench(folder.FullPath);
        AddChannel(without);
        await without.AddAsync("alarm:1");
        await without.RoundAsync();
        Assert.Equal((1, "this installation has no mail server: the administrator sets notices.smtp"), (without.State().Waiting, without.State().LastError));
    }

    [Fact]
    public async Task What_nobody_expected_is_a_failed_attempt_that_is_visible_and_given_up_after_its_days()
    {
        var broken = _folder.File("broken.pem");
        await File.WriteAllTextAsync(broken, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        using var bench = Bench(new SmtpOptions { Host = "127.0.0.1", Port = 9, From = "spaces@example.org", CaFile = broken });
        AddChannel(bench);
        await bench.AddAsync("alarm:1");
        await bench.RoundAsync();
        Assert.Equal(1, bench.State().Waiting);
        Assert.Equal(bench.Time.GetUtcNow(), bench.State().FailingSince);
        Assert.StartsWith("the attempt failed unexpectedly (", bench.State().LastError, StringComparison.Ordinal);
        await bench.PassAsync(TimeSpan.FromDays(8), TimeSpan.FromHours(2));
        Assert.Equal((0, 1), (bench.State().Waiting, bench.State().GivenUp));
    }

    private static void AddChannel(NoticesBench bench, params string[] recipients) => bench.AddChannel(
        null, kind: ChannelKind.Email, adjust: channel => channel with { Language = NoticeLanguage.Chinese, Recipients = recipients is [] ? ["eva@example.org", "max@example.org"] : recipients });

    private NoticesBench Bench(MailServer server) => Bench(new SmtpOptions { Host = "127.0.0.1", Port = server.Port, Security = SmtpSecurity.None, From = "spaces@example.org" });

    private NoticesBench Bench(SmtpOptions smtp) => new(_folder.FullPath, adjust: options => options.Smtp = smtp);

    private (string Key, string Certificate) Certificate()
    {
        var (key, file) = (_folder.File("mail.key"), _folder.File("mail.pem"));
        using var certificate = TestAuthority.SelfSigned("127.0.0.1");
        using var secret = System.Security.Cryptography.X509Certificates.RSACertificateExtensions.GetRSAPrivateKey(certificate)!;
        File.WriteAllText(key, secret.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(file, certificate.ExportCertificatePem());
        return (key, file);
    }
}
