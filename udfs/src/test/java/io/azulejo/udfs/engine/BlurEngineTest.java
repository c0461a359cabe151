package io.azulejo.udfs.engine;

/** The fake that other tests rely on keeps the contract too. */
class BlurEngineTest extends EngineContract {
    @Override
    Engine open() {
        return new BlurEngine(2, 3, 2);
    }
}
