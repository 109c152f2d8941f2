using System.Globalization;
using OpcSpaces.Access;
using OpcSpaces.Access.Accounts;
using OpcSpaces.Access.Databases;
using OpcSpaces.Access.Http;
using OpcSpaces.Access.Logging;
using OpcSpaces.Access.Settings;
using OpcSpaces.Access.SignIns;
using OpcSpaces.Cloud.Access;
using OpcSpaces.Cloud.Settings;
using OpcSpaces.CommandLine;
using OpcSpaces.Databases;

namespace OpcSpaces.Cloud.AccessCommands;

/// <summary>Carries out the commands of <see cref="AccessCommand"/>, on the database itself, also beside a running cloud.</summary>
internal static class AccessWork
{
    private static readonly CommandAnswer Nobody = new(ExitCode.Failed, ["nobody has an account yet: start the cloud, which prints a link by which the first administrator is made"]);

    private static Actor Here => Actor.AtCommandLine(Environment.UserName);

    public static Task<CommandAnswer> ListAsync(CloudOptions options) => DoAsync(options, async services =>
    {
        var accounts = await services.GetRequiredService<AccountDirectory>().ListAsync();
        return accounts.Count == 0 ? Nobody : new(ExitCode.Done, [.. accounts.Select(account => Line(account, services.GetRequiredService<TimeProvider>()))]);
    });

    public static Task<CommandAnswer> AddAdminAsync(CloudOptions options) => DoAsync(options, async services =>
    {
        if ((await services.GetRequiredService<AccountDirectory>().ListAsync()).Count == 0) return Nobody;
        var (secret, expires) = await services.GetRequiredService<OneTimeLinks>().NewAdministratorAsync(Here);
        return new(ExitCode.Done,
        [
            $"{AccessHost.AddressOf(options).Url}{AccessPaths.Link}?secret={secret}",
            $"It makes an administrator, works once, and ends at {Time(expires)}. A former link of this kind has ended.",
        ]);
    });

    public static Task<CommandAnswer> RevokeAsync(CloudOptions options, string account) => DoAsync(options, async services =>
    {
        var outcome = await services.GetRequiredService<AccountDirectory>().RevokeAsync(Here, account);
        return outcome.IsDone ? new(ExitCode.Done, [$"{account}: revoked"])
            : outcome.Faults.Count > 0 ? new(ExitCode.Wrong, [.. outcome.Faults.Select(fault => $"{account}: {fault.Fix}")])
            : new(ExitCode.Wrong, [$"there is no account {Terminal.Quote(account)}"]);
    });

    public static Task<CommandAnswer> LogAsync(CloudOptions options, int most) => DoAsync(options, services =>
    {
        var entries = services.GetRequiredService<AccessLog>().Read(null, most);
        return Task.FromResult(new CommandAnswer(ExitCode.Done, entries.Count == 0
            ? ["no entries"]
            : [.. entries.Select(entry => $"{Time(entry.At)}  {entry.What,-15}  {entry.Who,-20}  {entry.Source}{(entry.Detail.Length > 0 ? $"  {entry.Detail}" : "")}")]));
    });

    private static async Task<CommandAnswer> DoAsync(CloudOptions options, Func<IServiceProvider, Task<CommandAnswer>> work)
    {
        await using var services = new ServiceCollection().AddSingleton(DataClock.Of(options.DataDirectory)).AddAccessStores(options.Access).BuildServiceProvider();
        try
        {
            return services.GetRequiredService<AccessDatabase>().OpenForReading() ? await work(services) : Nobody;
        }
        catch (Exception e) when (e is DatabaseUnavailableException or DatabaseRefusedException)
        {
            return new(ExitCode.Failed, [e.Message]);
        }
    }

    private static string Line(AccountInfo account, TimeProvider time)
    {
        var state = account.IsRevoked ? "revoked" : account.LockedUntil > time.GetUtcNow() ? $"locked until {Time(account.LockedUntil.Value)}" : account is { HasPassword: false, Passkeys: 0 } ? "has not chosen a password yet" : "";
        return $"{account.Id,-24}  {string.Join(", ", account.Grants.Texts()),-40}  {account.Name}{(state.Length > 0 ? $"  ({state})" : "")}";
    }

    private static string Time(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
