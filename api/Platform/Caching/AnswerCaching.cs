namespace Portal.Api.Platform.Caching;

/// <summary>What the cache of answers is made of.</summary>
public static class AnswerCaching
{
    public static IServiceCollection AddAnswerCache(this IServiceCollection services)
    {
        services.AddSingleton(provider => CacheSettings.From(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton<AnswerCache>();
        services.AddSingleton<SharedAnswers>();
        services.AddSingleton<CanonicalQuery>();
        services.AddSingleton<ChangeFollower>();
        services.AddHostedService(provider => provider.GetRequiredService<ChangeFollower>());
        return services;
    }
}
