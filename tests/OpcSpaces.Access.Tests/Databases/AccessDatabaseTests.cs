using System.Net;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using OpcSpaces.Access.Databases;
using OpcSpaces.Access.Rows;
using OpcSpaces.Databases;
using OpcSpaces.Testing;

namespace OpcSpaces.Access.Tests.Databases;

public sealed class AccessDatabaseTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new("access");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void No_change_of_the_model_is_without_its_migration()
    {
        using AccessContext sqlite = new SqliteAccessContext.Factory().CreateDbContext([]), server = new PostgresAccessContext.Factory().CreateDbContext([]);

        Assert.False(sqlite.Database.HasPendingModelChanges(), "run cloud/OpcSpaces.Databases/migrate Access NAME");
        Assert.False(server.Database.HasPendingModelChanges(), "run cloud/OpcSpaces.Databases/migrate Access NAME");
    }

    [Fact]
    public void What_EF_Core_makes_stays_inside() => Assert.DoesNotContain(typeof(AccessDatabase).Assembly.GetExportedTypes(), type =>
        type.IsAssignableTo(typeof(DbContext)) || type.Namespace!.Contains(".Migrations", StringComparison.Ordinal) || type.Namespace.EndsWith(".Rows", StringComparison.Ordinal));

    [Fact]
    public void Another_account_of_the_machine_cannot_read_the_file_or_what_is_beside_it()
    {
        using var bench = new AccessBench(_folder.FullPath, null);
        using var context = bench.Database.Create();
        context.Database.OpenConnection();

        var files = Directory.GetFiles(_folder.FullPath);
        Assert.True(files.Length > 1, "a database without its write-ahead log says nothing about it");
        Assert.All(files, file => Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite), file));
    }

    [Fact]
    public void A_file_that_others_could_read_is_the_owners_alone_after_the_next_start()
    {
        if (OperatingSystem.IsWindows()) return;
        using (var first = new AccessBench(_folder.FullPath, null)) Assert.NotNull(first.Database);
        var path = _folder.File("access.db");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

        using var bench = new AccessBench(_folder.FullPath, null);
        using var context = bench.Database.Create();
        context.Database.OpenConnection();

        foreach (var file in Directory.GetFiles(_folder.FullPath)) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    /// <summary>Each request with a made-up key asks, and a connection may take as long as its timeout.</summary>
    [Fact]
    public async Task While_a_server_is_away_nobody_waits_for_the_try_of_somebody_else()
    {
        var time = new FakeTimeProvider();
        var port = FreePort.Next();
        using var database = new AccessDatabase(new() { Provider = DatabaseProvider.Postgresql, ConnectionString = $"Host=127.0.0.1;Port={port};Username=eva;Timeout=60" }, time);
        Assert.Throws<DatabaseUnavailableException>(database.Open);
        using var server = new TcpListener(IPAddress.Loopback, port);
        server.Start();

        Assert.Throws<DatabaseUnavailableException>(database.Open);
        Assert.False(server.Pending());
        time.Advance(TimeSpan.FromSeconds(1));
        var trying = Task.Run(database.Open);
        using (await server.AcceptTcpClientAsync())
        {
            // It waits for an answer that does not come.
            Assert.Throws<DatabaseUnavailableException>(database.Open);
            Assert.False(trying.IsCompleted);
        }

        server.Stop();
        await Assert.ThrowsAsync<DatabaseUnavailableException>(() => trying);
    }

    [Fact]
    public void A_foreign_file_is_refused_and_not_changed()
    {
        var path = _folder.File("access.db");
        using (var connection = new SqliteConnection($"Data Source={path};Pooling=false"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE a(b); PRAGMA application_id=1330660178"; // a registry
            command.ExecuteNonQuery();
        }

        var before = File.ReadAllBytes(path);
        using var database = new AccessDatabase(new() { Path = path });
        Assert.Contains("is not a file of accounts", Assert.Throws<DatabaseRefusedException>(database.Open).Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(path));
    }

    [Fact]
    public void A_server_that_is_away_is_named_without_the_password()
    {
        using var database = new AccessDatabase(new() { Provider = DatabaseProvider.Postgresql, ConnectionString = $"Host=127.0.0.1;Port={FreePort.Next()};Username=eva;Password=hunter2;Timeout=5" });
        Assert.DoesNotContain("hunter2", Assert.Throws<DatabaseUnavailableException>(database.Open).ToString(), StringComparison.Ordinal);
    }
}
