using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using OpcSpaces.Databases;

namespace OpcSpaces.Access.Rows;

/// <summary>The one model of both databases. Tables and columns have their names in snake case.</summary>
internal abstract class AccessContext(DbContextOptions options) : IdentityUserContext<Account>(options)
{
    public DbSet<GrantRow> Grants => Set<GrantRow>();

    public DbSet<SessionRow> Sessions => Set<SessionRow>();

    public DbSet<KeyRow> Keys => Set<KeyRow>();

    public DbSet<DisplayRow> Displays => Set<DisplayRow>();

    public DbSet<LinkRow> Links => Set<LinkRow>();

    public DbSet<AccessLogRow> Log => Set<AccessLogRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantConverter>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<Account>(account =>
        {
            account.ToTable("accounts");
            account.Ignore(row => row.PhoneNumber).Ignore(row => row.PhoneNumberConfirmed).Ignore(row => row.TwoFactorEnabled).Ignore(row => row.LockoutEnabled);
        });
        builder.Entity<IdentityUserClaim<string>>().ToTable("account_claims");
        builder.Entity<IdentityUserLogin<string>>().ToTable("account_logins");
        builder.Entity<IdentityUserToken<string>>().ToTable("account_tokens");
        builder.Entity<IdentityUserPasskey<string>>(passkey =>
        {
            passkey.ToTable("account_passkeys").HasKey(row => row.CredentialId);
            passkey.OwnsOne(row => row.Data).ToJson("data");
            passkey.HasOne<Account>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<GrantRow>(grant =>
        {
            grant.ToTable("grants").HasKey(row => new { row.AccountId, row.Grant });
            grant.Property(row => row.Grant).HasColumnName("granted");
            grant.HasOne<Account>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<SessionRow>(session =>
        {
            session.ToTable("sessions").HasKey(row => row.Hash);
            session.HasOne<Account>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<KeyRow>(key =>
        {
            key.ToTable("keys").HasKey(row => row.Id);
            key.HasIndex(row => row.Hash).IsUnique();
            key.HasOne<Account>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<DisplayRow>(display =>
        {
            display.ToTable("displays").HasKey(row => row.Id);
            display.HasIndex(row => row.Hash).IsUnique();
            display.HasIndex(row => row.Community);
        });
        builder.Entity<LinkRow>(link =>
        {
            link.ToTable("links").HasKey(row => row.Hash);
            link.Property(row => row.Kind).HasConversion<string>();
        });
        builder.Entity<AccessLogRow>(log =>
        {
            log.ToTable("access_log").HasKey(row => row.Id);
            log.Property(row => row.Id).ValueGeneratedOnAdd();
        });
        builder.UseSnakeColumns();
    }
}
