using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using OpcSpaces.Access.Accounts;
using OpcSpaces.Access.Credentials;
using OpcSpaces.Access.Databases;
using OpcSpaces.Access.Displays;
using OpcSpaces.Access.Keys;
using OpcSpaces.Access.Logging;
using OpcSpaces.Access.OpenId;
using OpcSpaces.Access.Settings;
using OpcSpaces.Access.SignIns;
using OpcSpaces.Databases;
using OpcSpaces.Model.Access;

namespace OpcSpaces.Access.Tests;

/// <summary>Accounts with a clock of their own, which can be closed and opened again.</summary>
internal sealed class AccessBench : IDisposable
{
    public const string Password = "three quiet herons";
    private readonly ServiceProvider _services;

    /// <param name="folder">Of the SQLite file.</param>
    /// <param name="postgres">A connection string; null for SQLite.</param>
    public AccessBench(string folder, string? postgres)
    {
        Options = postgres is null ? new() { Path = Path.Combine(folder, "access.db") } : new() { Provider = DatabaseProvider.Postgresql, ConnectionString = postgres };
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        services.AddAccessStores(Options);
        services.AddAccessCallers();
        // The rounds of production only make the tests slow.
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 10);
        _services = services.BuildServiceProvider(validateScopes: true);
        Database.Open();
    }

    public static Actor Eva { get; } = new("eva", "192.0.2.1");

    public AccessOptions Options { get; }

    /// <summary>Later than the machine's clock, by which the database knows how old an entry of the log is.</summary>
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2099, 3, 2, 1, 0, 0, TimeSpan.Zero));

    public AccessDatabase Database => Get<AccessDatabase>();

    public AccountDirectory Accounts => Get<AccountDirectory>();

    public OneTimeLinks Links => Get<OneTimeLinks>();

    public SignIn SignIn => Get<SignIn>();

    public KeyStore Keys => Get<KeyStore>();

    public DisplayStore Displays => Get<DisplayStore>();

    public SessionStore Sessions => Get<SessionStore>();

    public OpenIdAccounts OpenId => new(Get<AccountScopes>(), Accounts, SignIn, Get<CallerCache>(), Time);

    public IReadOnlyList<AccessLogEntry> Log => Get<AccessLog>().Read(null, 1_000);

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Makes the first administrator, and returns its session.</summary>
    public async Task<string> AddAdministratorAsync(string name = "eva")
    {
        var secret = await Links.NewFirstAsync() ?? (await Links.NewAdministratorAsync(Eva)).Secret;
        return (await Links.UseAsync(secret, name, null, Password, "192.0.2.1")).Value!;
    }

    /// <summary>Makes an account with a password, and returns its session.</summary>
    public async Task<string> AddAccountAsync(string name, params string[] grants)
    {
        var made = await Accounts.CreateAsync(Eva, name, null, grants);
        Assert.Empty(made.Faults);
        return (await Links.UseAsync(made.Value!.Secret, null, null, Password, "192.0.2.7")).Value!;
    }

    public async Task<Caller> CallerOfAsync(string account) => (await Accounts.FindAsync(account)) is { } found ? new Caller(found.Id, found.Name, found.Grants) : Caller.Nobody;

    public Task<SignInOutcome> TryAsync(string name, string password, string source = "192.0.2.7") => SignIn.ByPasswordAsync(name, password, source, CancellationToken.None);

    /// <summary>Everything that the database has, as text.</summary>
    public string Contents() => Database.Use(context =>
    {
        var text = new System.Text.StringBuilder();
        foreach (var type in context.Model.GetEntityTypes().Where(type => !type.IsOwned()))
        {
            var schema = type.GetSchema() is { } name ? $"\"{name}\"." : "";
            using var command = context.Database.GetDbConnection().CreateCommand();
            context.Database.OpenConnection();
            command.CommandText = $"SELECT * FROM {schema}\"{type.GetTableName()}\"";
            using var reader = command.ExecuteReader();
            while (reader.Read()) text.AppendJoin('|', Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)).AppendLine();
        }

        return text.ToString();
    });

    public void Dispose() => _services.Dispose();
}
