#!/bin/sh
# Builds a release on Kubernetes: submit.sh HOST:PORT IMAGE [OPTIONS OF build]
set -eu

master=$1
image=$2
shift 2
exec "${SPARK_HOME:?the folder of a Spark 4.2}/bin/spark-submit" \
    --master "k8s://https://$master" --deploy-mode cluster --name backsight \
    --conf spark.kubernetes.namespace=maps \
    --conf spark.kubernetes.container.image="$image" \
    --conf spark.kubernetes.authenticate.driver.serviceAccountName=backsight \
    --conf spark.kubernetes.authenticate.executor.serviceAccountName=backsight \
    --conf spark.executor.instances="${EXECUTORS:-4}" \
    --conf spark.executor.cores=2 --conf spark.executor.memory=4g --conf spark.driver.memory=4g \
    local:///opt/backsight/backsight-spark.jar build --config /opt/backsight/backsight.yaml "$@"
