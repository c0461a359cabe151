package io.azulejo.udfs.engine;

import io.azulejo.models.card.Sizes;
import io.azulejo.models.store.Model;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The providers that there are, and which of their devices a network is run on. */
final class Providers {
    private final List<Provider> providers;

    Providers(List<Provider> providers) {
        this.providers = providers.stream()
                .sorted(Comparator.comparingInt(Provider::rank).reversed())
                .toList();
    }

    /**
     * What a network is run on.
     *
     * @param menu window sizes that both the provider and the network take; empty where any that the network takes is
     */
    record Place(Provider provider, Device device, List<Sizes> menu) {}

    /**
     * Where a network is run.
     *
     * @throws EngineException if the device, or the precision or windows for the network on it, cannot be had
     */
    Place place(Model model, EngineOptions options) throws EngineException {
        String asked = options.device();
        if (asked.equals(EngineOptions.AUTO)) {
            return best(model, options.precision());
        }
        for (Provider provider : providers) {
            if (asked.equals(provider.name()) || asked.startsWith(provider.name() + ":")) {
                return on(provider, device(provider, asked), model, options.precision());
            }
        }
        String known = providers.stream().map(Provider::name).collect(Collectors.joining(", "));
        throw new EngineException("device %s cannot be had: this build runs networks on %s only; use --device %s or %s"
                .formatted(asked, known, providers.get(providers.size() - 1).name(), EngineOptions.AUTO));
    }

    private Place best(Model model, Precision precision) throws EngineException {
        List<String> missing = new ArrayList<>();
        for (Provider provider : providers) {
            try {
                return on(provider, provider.devices().get(0), model, precision);
            } catch (EngineException e) {
                missing.add(e.getMessage());
            }
        }
        throw new EngineException(String.join("; ", missing));
    }

    /** A provider's name means its first device, a label just that one. */
    private static Device device(Provider provider, String asked) throws EngineException {
        List<Device> devices = provider.devices();
        if (asked.equals(provider.name())) {
            return devices.get(0);
        }
        return devices.stream()
                .filter(device -> device.label().equals(asked))
                .findFirst()
                .orElseThrow(() -> new EngineException("device %s cannot be had: there are %s"
                        .formatted(asked, devices.stream().map(Device::label).collect(Collectors.joining(", ")))));
    }

    private static Place on(Provider provider, Device device, Model model, Precision precision) throws EngineException {
        if (!provider.precisions().contains(precision)) {
            String known = provider.precisions().stream()
                    .sorted()
                    .map(Precision::label)
                    .collect(Collectors.joining(" or "));
            throw new EngineException(
                    "precision %s is not to be had on %s, which is fast in %s only; use --precision %s"
                            .formatted(precision.label(), device.label(), known, known));
        }
        Sizes network = model.card().sizes();
        List<Sizes> offered = provider.menu(model);
        List<Sizes> menu = network.fixed() && offered.isEmpty()
                ? List.of(network)
                : offered.stream()
                        .flatMap(size -> size.within(network).stream())
                        .toList();
        if (menu.isEmpty() && !offered.isEmpty()) {
            throw new EngineException("device %s runs windows of %s only, and network %s takes %s; use --device cpu"
                    .formatted(
                            device.label(),
                            offered.stream().map(Sizes::toString).collect(Collectors.joining(", ")),
                            model.name(),
                            network));
        }
        return new Place(provider, device, menu);
    }
}
