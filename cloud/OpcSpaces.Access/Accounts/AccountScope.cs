using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpcSpaces.Access.Databases;
using OpcSpaces.Access.Rows;

namespace OpcSpaces.Access.Accounts;

/// <summary>A context with the account manager of ASP.NET Core Identity over it, so that a change and its entry in the log are stored together.</summary>
internal sealed class AccountScope(AccessContext context, UserManager<Account> users)
{
    public AccessContext Context { get; } = context;

    public UserManager<Account> Users { get; } = users;
}

/// <summary>Opens scopes.</summary>
internal sealed class AccountScopes(IServiceScopeFactory scopes, AccessDatabase database)
{
    /// <exception cref="OpcSpaces.Databases.DatabaseUnavailableException">The database cannot be reached now.</exception>
    public Task<T> UseAsync<T>(Func<AccountScope, Task<T>> work) => database.GuardAsync(async () =>
    {
        await using var scope = scopes.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<AccountScope>());
    });
}

/// <summary>Where Identity keeps accounts.</summary>
internal sealed class AccountStore(AccessContext context) : UserOnlyStore<Account, AccessContext>(context);
