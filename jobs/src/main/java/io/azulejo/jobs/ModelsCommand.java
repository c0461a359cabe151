package io.azulejo.jobs;

import picocli.CommandLine.Command;

/** {@code azulejo models}: the networks that there are. */
@Command(
        name = "models",
        description = "Lists, shows, builds, imports, adopts and calibrates networks.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ModelsList.class,
            ModelsShow.class,
            ModelsCalibrate.class,
            ModelsBuild.class,
            ModelsImport.class,
            ModelsAdopt.class,
            LaterCommand.Train.class
        },
        footer = {
            "",
            "Examples:",
            "  azulejo models list",
            "  azulejo models show plksr-light-x2",
            "  azulejo models calibrate mine.onnx --input photos --output calibrated.onnx"
        })
final class ModelsCommand {}
